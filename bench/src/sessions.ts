import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { noteHeartbeat, storeHeartbeats } from '@winkwire/server/domain/heartbeats';
import { countEndedSessions } from '@winkwire/server/domain/session-figures';
import { findSilentSessions } from '@winkwire/server/domain/sessions';
import type { Store } from '@winkwire/server/store/store';
import { startEngine } from '@winkwire/server/store/testing/engines';
import { sandboxCaller, startTestServer } from '@winkwire/server/testing/test-server';
import { eventsOfSession, fillSessions } from './fill-sessions.ts';
import { type Measured, measureRequest } from './measure-request.ts';

/*
 * `npm run sessions -w bench [events]` measures the requests about sessions with a million events, and the heartbeats
 * of 10,000 open sessions. It writes bench/sessions.md.
 */

const events = Number(process.argv[2] ?? 1_000_000);
const [, , , only] = process.argv;
const limitMs = 100;
const rounds = 21;
const open = 10_000;
const count = events / eventsOfSession;
const oneSession = `ws-${Math.floor(count / 2)
  .toString(16)
  .padStart(32, '0')}`;
const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const requests: [name: string, path: string][] = [
  ['Sessions', '/v1/sessions?size=50'],
  ['Sessions, a page of 150', '/v1/sessions?size=150'],
  ['Sessions of a user', '/v1/sessions?size=50&userId=u-7'],
  ['Sessions that connected', '/v1/sessions?size=50&outcome=CONNECTED'],
  ['Sessions never opened, one in 5,000', '/v1/sessions?size=50&outcome=NEVER_OPENED'],
  ['Sessions with an outcome that none has', '/v1/sessions?size=50&outcome=UPLOADED'],
  ['Sessions with a provider', '/v1/sessions?size=50&providerId=p-3'],
  ['Sessions with a rare provider', '/v1/sessions?size=50&providerId=p-rare'],
  ['Sessions with a provider that none has', '/v1/sessions?size=50&providerId=p-none'],
  ['Sessions with a template', '/v1/sessions?size=50&templateId=wtpl-1'],
  ['Sessions on a tablet', '/v1/sessions?size=50&device=TABLET'],
  [
    'Sessions by outcome, provider, template and device, none found',
    '/v1/sessions?size=50&outcome=FAILED&providerId=p-1&templateId=wtpl-none&device=PHONE',
  ],
  ['Sessions of one day', `/v1/sessions?size=50&startDate=${dayAgo(20)}&endDate=${dayAgo(20)}`],
  ['One session', `/v1/sessions/${oneSession}`],
  ['Funnel by day', '/v1/sessions/funnel?by=day'],
  ['Funnel by provider', '/v1/sessions/funnel?by=provider'],
  ['Funnel by template', '/v1/sessions/funnel?by=template'],
  ['Funnel by device', '/v1/sessions/funnel?by=device'],
  ['Funnel by day, of a year', `/v1/sessions/funnel?by=day&startDate=${dayAgo(360)}`],
  ['Funnel by device, of one provider', '/v1/sessions/funnel?by=device&providerId=p-3'],
];

interface EngineFigures {
  measured: Measured[];
  /** The median time, in ms, for writing the heartbeats of all open sessions once. */
  beats: number;
  /** The median time, in ms, for finding the silent sessions. */
  sweep: number;
}

async function measureEngine(name: 'sqlite' | 'postgres'): Promise<EngineFigures> {
  await using engine = await startEngine(name);
  await using place = await engine.place();
  // Deliveries would slow down the measured requests. The role `api` sends none.
  await using server = await startTestServer({ ...place.config, roles: ['api'] });
  const { store } = server.services;
  const began = performance.now();
  await fillSessions(store, sandboxCaller, { count, open });
  while ((await store.transaction((transaction) => countEndedSessions(transaction, store.engine))) > 0) {
    // Adds one batch of ended sessions to the figures each time, until none is left.
  }
  if (name === 'postgres')
    for (const table of ['sessions', 'callbacks', 'session_figures'])
      await store.run(`vacuum analyze ${table}`);
  console.log(`${name}: filled in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  const measured: Measured[] = [];
  for (const [title, path] of requests) {
    const one = await measureRequest(server, path, rounds);
    measured.push(one);
    console.log(`${name}: ${title}: ${one.median.toFixed(0)} ms, ${one.rows ?? 1} rows`);
  }
  return { measured, ...(await measureHeartbeats(store)) };
}

async function measureHeartbeats(store: Store): Promise<{ beats: number; sweep: number }> {
  const ids = Array.from({ length: open }, (_, index) => {
    const number = count - index;
    return `ws-${number.toString(16).padStart(32, '0')}`;
  });
  const write = async () => {
    for (const id of ids) noteHeartbeat(store, id, true);
    await storeHeartbeats(store, Date.now());
  };
  return {
    beats: await medianOf(write),
    sweep: await medianOf(() => findSilentSessions(store, Date.now())),
  };
}

async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0;
}

const engines = (['sqlite', 'postgres'] as const).filter((name) => !only || name === only);
const figures = new Map<string, EngineFigures>();
for (const name of engines) figures.set(name, await measureEngine(name));

const cell = ({ shortest, median, rows, hasNext }: Measured) =>
  `${median.toFixed(0)} (${shortest.toFixed(0)}) | ${rows ?? '–'}${hasNext ? '+' : ''}`;
const table = requests.map(
  ([title], index) =>
    `| ${title} | ${engines.map((name) => cell(figures.get(name)!.measured[index]!)).join(' | ')} |`,
);
const slow = engines.flatMap((name) =>
  requests.flatMap(([title], index) => {
    const { median } = figures.get(name)!.measured[index]!;
    return median > limitMs ? [`${name}: ${title}: ${median.toFixed(0)} ms`] : [];
  }),
);
const plans = engines.flatMap((name) =>
  requests.flatMap(([title], index) =>
    /rare|none has|Funnel by day$/.test(title)
      ? [`### ${name}: ${title}\n\n\`\`\`\n${figures.get(name)!.measured[index]!.plans.join('\n\n')}\n\`\`\``]
      : [],
  ),
);
const costs = engines.map(
  (name) => `| ${name} | ${figures.get(name)!.beats.toFixed(0)} | ${figures.get(name)!.sweep.toFixed(0)} |`,
);
const text = `# How long requests about sessions take

Written by \`npm run sessions -w bench\`, which sends the requests to a server on this machine. The database has
${events.toLocaleString('en')} events of ${count.toLocaleString('en')} sessions of 30 days. Milliseconds: the median of ${rounds} requests after one to warm up, and
the shortest in brackets. Other work on the machine disturbs the shortest time least. Rows: those of the first page; \`+\` when there
are more. ${cpus()[0]?.model ?? 'An unknown processor'}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}.

| request | ${engines.map((name) => `${name}, ms | rows`).join(' | ')} |
| --- | ${engines.map(() => '--- | ---').join(' | ')} |
${table.join('\n')}

Over ${limitMs} ms: ${slow.length === 0 ? 'none' : slow.join('; ')}.

## Heartbeats of ${open.toLocaleString('en')} open sessions

The first column is the time to write all heartbeats of 15 seconds at once. The second is the time of one search for silent
frames. Such a search runs every two seconds. Both are medians in milliseconds.

| engine | ${open.toLocaleString('en')} heartbeats | a search for silent frames |
| --- | --- | --- |
${costs.join('\n')}

## Query plans

${plans.join('\n\n')}
`;
if (!only) writeFileSync(new URL('../sessions.md', import.meta.url), text);
else console.log(text);
