import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { findOverview } from '@winkwire/server/domain/portal-overview';
import { firstEventIdAt } from '@winkwire/server/domain/portal-time';
import { startEngine } from '@winkwire/server/store/testing/engines';
import { sandboxCaller, startTestServer } from '@winkwire/server/testing/test-server';
import { type Endpoints, type Filled, fillPages } from './fill-pages.ts';
import { type Measured, type MeasuredRequest, measureRequest, usualRounds } from './measure-request.ts';

/*
 * `npm run pages -w bench [events]` measures pages and searches of the portal with a million events and five million
 * attempts, and writes bench/pages.md.
 */

const count = Number(process.argv[2] ?? 1_000_000);
const [, , , only] = process.argv;
const limitMs = 100;
const names = ['healthy-1', 'healthy-2', 'healthy-3', 'flaky', 'dead', 'paused'] as const;

interface Page {
  name: string;
  request: MeasuredRequest;
  /** True for a search that has to read every row. Such a search stops after a second and returns where to continue. */
  bounded?: boolean;
}

function pagesOf(id: Record<(typeof names)[number], string>, user: string, event: string): Page[] {
  const dead = `/v1/webhooks/${id.dead}`;
  const day = new Date(Date.now() - 24 * 60 * 60 * 1000).toISOString();
  return [
    {
      name: 'Overview, not cached',
      request: ({ services }) => findOverview(services, sandboxCaller, services.now()),
    },
    { name: 'Webhooks', request: '/v1/webhooks?size=150' },
    { name: 'Webhook', request: dead },
    { name: 'Webhook: deliveries', request: `${dead}/deliveries?size=25` },
    { name: 'Webhook: replays', request: `${dead}/replays?size=5` },
    { name: 'Webhook: checkpoint', request: `${dead}/checkpoint` },
    { name: 'Event', request: `/v1/events/${event}` },
    { name: 'Event: explain', request: `${dead}/explain?eventId=${event}` },
    { name: 'Users', request: '/v1/users?size=50' },
    { name: 'User: timeline', request: `/v1/users/${user}/timeline` },
    { name: 'Events', request: '/v1/events?size=50' },
    { name: 'Events of a user', request: `/v1/events?size=50&userId=${user}` },
    { name: 'Events of a type', request: '/v1/events?size=50&type=TASK_FINISHED' },
    { name: 'Events given up', request: '/v1/events?size=50&deliveryState=FAILED' },
    { name: 'Events retrying', request: '/v1/events?size=50&deliveryState=RETRYING' },
    { name: 'Events pending', request: '/v1/events?size=50&deliveryState=WAITING' },
    { name: 'Events with a text that none has', request: '/v1/events?size=50&text=nowhere', bounded: true },
    { name: 'Deliveries', request: '/v1/deliveries?size=50' },
    { name: 'Deliveries given up', request: '/v1/deliveries?size=50&state=FAILED' },
    { name: 'Deliveries retrying', request: '/v1/deliveries?size=50&state=RETRYING' },
    { name: 'Deliveries of the dead endpoint, given up', request: `${dead}/deliveries?size=50&state=FAILED` },
    { name: 'Attempts', request: '/v1/attempts?size=50' },
    { name: 'Attempts that failed', request: '/v1/attempts?size=50&succeeded=false' },
    {
      name: 'Attempts that failed, dead endpoint',
      request: `/v1/attempts?size=50&succeeded=false&webhookId=${id.dead}`,
    },
    {
      name: 'Attempts that failed, healthy endpoint',
      request: `/v1/attempts?size=50&succeeded=false&webhookId=${id['healthy-1']}`,
    },
    {
      name: 'Attempts that failed, on the page of the dead endpoint',
      request: `${dead}/attempts?size=50&succeeded=false`,
    },
    {
      name: 'Attempts that failed in the last day',
      request: `/v1/attempts?size=50&succeeded=false&startDate=${day}`,
    },
    { name: 'Attempts with error TIMEOUT', request: '/v1/attempts?size=50&error=TIMEOUT' },
    { name: 'Attempts with an error that never occurred', request: '/v1/attempts?size=50&error=DNS_FAILED' },
    { name: 'Attempts with status 503', request: '/v1/attempts?size=50&status=503' },
    { name: 'Attempts with a status that never occurred', request: '/v1/attempts?size=50&status=418' },
    {
      name: 'Attempts of one endpoint with a status that only another has returned',
      request: `/v1/attempts?size=50&status=500&webhookId=${id.flaky}`,
    },
    { name: 'Attempts of a healthy endpoint', request: `/v1/attempts?size=50&webhookId=${id['healthy-3']}` },
    { name: 'Attempts of a user', request: `/v1/attempts?size=50&userId=${user}` },
    {
      name: 'Attempts that failed, with a text that none has',
      request: '/v1/attempts?size=50&succeeded=false&text=nowhere',
      bounded: true,
    },
    {
      name: 'Attempts with a text that none has',
      request: '/v1/attempts?size=50&text=nowhere',
      bounded: true,
    },
  ];
}

async function measureEngine(
  name: 'sqlite' | 'postgres',
): Promise<{ filled: Filled; pages: [Page, Measured][] }> {
  await using engine = await startEngine(name);
  await using place = await engine.place();
  await using server = await startTestServer({ ...place.config, roles: ['api'] });
  const user: string = (await server.call('/v1/users', { method: 'POST', body: {} })).body.data.user.id;
  const id = {} as Record<(typeof names)[number], string>;
  for (const name of names) {
    const { body } = await server.call('/v1/webhooks', {
      method: 'POST',
      body: {
        name,
        url: `http://127.0.0.1:8099/${name}`,
        eventTypes: ['ALL_EVENTS'],
        active: name !== 'paused',
      },
    });
    if (!body.data) throw new Error(JSON.stringify(body));
    id[name] = (body.data as Webhook).id;
  }
  const endpoints: Endpoints = {
    healthy: [id['healthy-1'], id['healthy-2'], id['healthy-3']],
    flaky: id.flaky,
    dead: id.dead,
    paused: id.paused,
  };
  const began = performance.now();
  const { store } = server.services;
  const filled = await fillPages(store, sandboxCaller, { endpoints, user, count });
  if (name === 'postgres')
    for (const table of ['events', 'deliveries', 'other_attempts']) await store.run(`analyze ${table}`);
  console.log(`${name}: filled in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  const newest = await store.get<{ id: string }>(
    'select id from events where tenant_id = $1 and mode = $2 and id < $3 order by id desc limit 1',
    [sandboxCaller.tenantId, sandboxCaller.mode, firstEventIdAt(Date.now() - 60_000)],
  );
  const pages: [Page, Measured][] = [];
  for (const page of pagesOf(id, user, newest?.id ?? '')) {
    const measured = await measureRequest(server, page.request);
    pages.push([page, measured]);
    console.log(`${name}: ${page.name}: ${measured.median.toFixed(0)} ms, ${measured.rows} rows`);
  }
  return { filled, pages };
}

const engines = (['sqlite', 'postgres'] as const).filter((name) => !only || name === only);
const measured = new Map<string, Awaited<ReturnType<typeof measureEngine>>>();
for (const name of engines) measured.set(name, await measureEngine(name));

const cell = ({ median, longest, rows, hasNext }: Measured) =>
  `${median.toFixed(0)} (${longest.toFixed(0)}) | ${rows ?? '–'}${hasNext ? '+' : ''}`;
const [first] = measured.values();
const tables = (first?.pages ?? []).map(
  ([{ name, bounded }], index) =>
    `| ${name}${bounded ? ' *' : ''} | ${engines.map((engine) => cell(measured.get(engine)!.pages[index]![1])).join(' | ')} |`,
);
const planned = /failed|TIMEOUT|status/;
const plans = engines.flatMap((engine) =>
  measured
    .get(engine)!
    .pages.filter(([{ name, bounded }]) => !bounded && name.startsWith('Attempts') && planned.test(name))
    .map(
      ([{ name }, { plans }]) =>
        `### ${engine}: ${name}\n\n\`\`\`\n${plans.filter((plan) => plan.includes('attempts')).join('\n\n')}\n\`\`\``,
    ),
);
const slow = engines.flatMap((engine) =>
  measured
    .get(engine)!
    .pages.filter(([{ bounded }, { median }]) => !bounded && median > limitMs)
    .map(([{ name }, { median }]) => `${engine}: ${name}: ${median.toFixed(0)} ms`),
);
const text = `# How long the pages take

Written by \`npm run pages -w bench\`, which sends the requests behind each page of the portal to a server on this machine. The
database has ${first?.filled.events.toLocaleString('en')} events, ${first?.filled.deliveries.toLocaleString('en')} deliveries and ${first?.filled.attempts.toLocaleString('en')} attempts of one week. Milliseconds: the median of
${usualRounds} requests after one to warm up, and the longest in brackets. Rows: those of the first page; \`+\` when there are more.
${cpus()[0]?.model ?? 'An unknown processor'}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}.

A search marked with \`*\` looks for a text in bodies or responses. No index can serve it, so it reads row after row,
newest first, for at most a second, and then says where to continue: _Search further_ in the portal. It reads in chunks of
about 25 ms, and other reads run in between.

| page | ${engines.map((name) => `${name}, ms | rows`).join(' | ')} |
| --- | ${engines.map(() => '--- | ---').join(' | ')} |
${tables.join('\n')}

Over ${limitMs} ms, apart from those marked: ${slow.length === 0 ? 'none' : slow.join('; ')}.

## Query plans of failed attempts

${plans.join('\n\n')}
`;
if (!only) writeFileSync(new URL('../pages.md', import.meta.url), text);
else console.log(text);
