// biome-ignore-all lint/style/noNonNullAssertion: the samples are not empty
import { readFileSync } from 'node:fs';
import type { CallbackArguments, CallbackName } from '@winkwire/contract/callbacks';
import { newId } from '@winkwire/contract/ids';
import type { SessionFunnel } from '@winkwire/contract/resources/session-funnel';
import { type UIEventName, uiEventNames } from '@winkwire/contract/screens';
import {
  deviceClasses,
  type FunnelGroup,
  funnelGroups,
  funnelSteps,
  type SessionOutcome,
} from '@winkwire/contract/session-outcomes';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../platform/caller.ts';
import { openStore } from '../store/open-store.ts';
import type { Store, Value } from '../store/store.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { recordCallback } from './callbacks.ts';
import { eraseUserRows } from './erase-user-rows.ts';
import { countEndedSessions, countSessionsOfUser } from './session-figures.ts';
import { readFunnel } from './session-funnel.ts';
import { nextProgress, type ProgressNews, type SessionProgress } from './session-progress.ts';

const count = 1_000;
const now = Date.parse('2026-04-21T09:30:00Z');
const first = Date.parse('2026-04-16T00:00:00Z');
const providers = ['parcelpond', 'quickride', 'swiftlane'];
const callers: Caller[] = [
  { tenantId: 'one', mode: 'SANDBOX' },
  { tenantId: 'one', mode: 'PRODUCTION' },
  { tenantId: 'other', mode: 'SANDBOX' },
];

const unopened: SessionProgress = {
  step: 0,
  outcome: 'NEVER_OPENED',
  error_code: null,
  last_screen: null,
  provider_id: null,
};

type Step = [name: CallbackName, provider: string, screen: UIEventName];

const provider = fc.constantFrom(...providers);
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constant('onUIEvent' as const), provider, fc.constantFrom(...uiEventNames)),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(
      fc.constantFrom<CallbackName>(
        'onAccountCreated',
        'onAccountError',
        'onAccountConnected',
        'onUploadsCreated',
        'onTokenExpired',
        'onClose',
      ),
      provider,
      fc.constant<UIEventName>('ConsentPageOpened'),
    ),
  },
);
const session = fc.record({
  caller: fc.constantFrom(...callers),
  at: fc.integer({ min: first, max: now }),
  template: fc.constantFrom(null, 'wtpl-a', 'wtpl-b'),
  device: fc.constantFrom(null, ...deviceClasses),
  ended: fc.boolean(),
  steps: fc.array(step, { maxLength: 6 }),
});
type Drawn = typeof session extends fc.Arbitrary<infer Value> ? Value : never;
interface Sample extends Drawn {
  id: string;
  userId: string;
}

describe.each(['sqlite', 'postgres'] as const)('the funnel on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let store: Store;
  const samples: Sample[] = fc
    .sample(session, { seed: 7, numRuns: count })
    .map((drawn, index) => ({ ...drawn, id: newId('session'), userId: `user-${index}` }));
  beforeAll(async () => {
    engine = await startEngine(name);
    place = await engine.place();
    store = await openStore(place.config);
    await fill(store, samples);
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  const countBatch = () => store.transaction((transaction) => countEndedSessions(transaction, store.engine));
  const funnel = (caller: Caller, query: object) => readFunnel({ store, now: () => now }, caller, query);

  test('has the counts that follow from the raw callbacks, however many sessions were counted already', async () => {
    const expectRaw = async () => {
      const raw = await readRaw(store);
      expect(raw).toHaveLength(count);
      for (const caller of callers) {
        const own = raw.filter((one) => one.tenantId === caller.tenantId && one.mode === caller.mode);
        for (const by of funnelGroups) {
          const { steps, groups } = await funnel(caller, { by });
          expect(steps).toEqual(stepsOf(own));
          expect(asMap(groups)).toEqual(rawGroups(own, by));
        }
        const filtered = await funnel(caller, { by: 'day', providerId: 'quickride', device: 'PHONE' });
        expect(filtered.steps).toEqual(
          stepsOf(own.filter((one) => one.provider === 'quickride' && one.device === 'PHONE')),
        );
        const days = await funnel(caller, { startDate: '2026-04-18', endDate: '2026-04-19' });
        expect(days.steps).toEqual(stepsOf(own.filter(({ day }) => /-1[89]$/.test(day))));
      }
    };
    await expectRaw();
    while ((await countBatch()) > 0) {
      // Each call of `countBatch` counts some of the ended sessions. The loop ends when all of them have been
      // counted.
    }
    await expectRaw();
    // Callbacks may come after a session has been counted.
    await store.transaction(async (transaction) => {
      for (const { id, userId, at, steps } of samples.slice(0, 50)) {
        for (const one of steps.slice(0, 2)) {
          const eventId = newId('event');
          await recordCallback(transaction, {
            ...newsOfStep(userId, one),
            sessionId: id,
            userId,
            eventId,
            at,
          });
        }
      }
    });
    await expectRaw();
    await countBatch();
    await expectRaw();
  }, 60_000);

  test('has the outcomes that follow from the raw callbacks', async () => {
    const rows = await store.all<{ id: string; outcome: SessionOutcome }>('select id, outcome from sessions');
    const raw = await readRaw(store);
    expect(new Map(rows.map(({ id, outcome }) => [id, outcome]))).toEqual(
      new Map(raw.map(({ id, outcome }) => [id, outcome])),
    );
  });

  test('has the sessions of earlier versions, whose progress the migration reads from their callbacks', async () => {
    const read = () => store.all('select id, step, outcome, last_screen from sessions order by id');
    const expected = await read();
    await store.run(
      `update sessions set step = 0, outcome = 'NEVER_OPENED', last_screen = null, error_code = null`,
    );
    const file = new URL(`../store/migrations/000074-session-figures.${name}.sql`, import.meta.url);
    const updates = readFileSync(file, 'utf8').match(/^update sessions set\s.*?;$/gms)!;
    expect(updates).toHaveLength(2);
    for (const update of updates) await store.run(update);
    expect(await read()).toEqual(expected);
  });

  test('keeps its counts when a user is erased', async () => {
    const caller = callers[0]!;
    const before = await funnel(caller, { by: 'provider' });
    const { userId } = samples.find((sample) => sample.caller === caller && !sample.ended)!;
    await store.transaction(async (transaction) => {
      await countSessionsOfUser(transaction, { ...caller, userId });
      await eraseUserRows(transaction, caller, userId);
    });
    expect(await funnel(caller, { by: 'provider' })).toEqual(before);
  });
});

/** The server's own function computes each session's progress. */
async function fill(store: Store, samples: readonly Sample[]): Promise<void> {
  const sessions = samples.map((sample) => {
    const { id, userId, caller, at, template, device, ended } = sample;
    const progress = newsOf(sample).reduce(nextProgress, unopened);
    return {
      id,
      tenant_id: caller.tenantId,
      mode: caller.mode,
      user_id: userId,
      token_hash: id,
      status: ended ? 'COMPLETED' : 'IN_PROGRESS',
      host_origin: 'https://lender.example',
      options: '{}',
      callback_sequence: sample.steps.length,
      created_at: at,
      expires_at: at,
      template_id: template,
      device,
      ...progress,
    };
  });
  const callbacks = samples.flatMap((sample) =>
    newsOf(sample).map(({ name, arguments: given }, index) => ({
      session_id: sample.id,
      sequence: index + 1,
      tenant_id: sample.caller.tenantId,
      mode: sample.caller.mode,
      user_id: sample.userId,
      event_id: newId('event'),
      name,
      arguments: JSON.stringify(given ?? null),
      at: sample.at,
    })),
  );
  await insert(store, 'sessions', sessions);
  await insert(store, 'callbacks', callbacks);
}

async function insert(store: Store, table: string, rows: readonly Record<string, Value>[]): Promise<void> {
  const columns = Object.keys(rows[0]!);
  for (let start = 0; start < rows.length; start += 500) {
    const parameters: Value[] = [];
    const values = rows.slice(start, start + 500).map((row) => {
      const places = columns.map((column) => `$${parameters.push(row[column]!)}`);
      return `(${places.join(', ')})`;
    });
    await store.run(`insert into ${table} (${columns.join(', ')}) values ${values.join(', ')}`, parameters);
  }
}

const newsOf = ({ userId, steps }: Sample): ProgressNews[] => steps.map((one) => newsOfStep(userId, one));

function newsOfStep(userId: string, [name, providerId, eventName]: Step): ProgressNews {
  const reference = { accountId: 'a', userId, providerId };
  const screen = { eventName, eventTime: '', mode: 'SANDBOX', userId, account: { providerId }, archive: {} };
  const given: { [Name in CallbackName]?: unknown } = {
    onUIEvent: screen,
    onAccountCreated: reference,
    onAccountConnected: reference,
    onAccountError: { ...reference, errorCode: 'ACCOUNT_LOCKED' },
  };
  return { name, arguments: given[name] as CallbackArguments[CallbackName], providerId };
}

interface Raw {
  id: string;
  tenantId: string;
  mode: string;
  day: string;
  provider: string;
  template: string;
  device: string;
  step: number;
  outcome: SessionOutcome;
}

/** Computes from all callbacks at once what the server updates with one callback after the other. */
async function readRaw(store: Store): Promise<Raw[]> {
  const sessions = await store.all<
    Record<'id' | 'tenant_id' | 'mode' | 'created_at', string> & {
      template_id: string | null;
      device: string | null;
    }
  >('select id, tenant_id, mode, created_at, template_id, device from sessions');
  const callbacks = await store.all<{ session_id: string; name: string; arguments: string }>(
    'select session_id, name, arguments from callbacks order by session_id, sequence',
  );
  const bySession = Map.groupBy(callbacks, ({ session_id }) => session_id);
  return sessions.map((row) => ({
    id: row.id,
    tenantId: row.tenant_id,
    mode: row.mode,
    day: new Date(Number(row.created_at)).toISOString().slice(0, 10),
    template: row.template_id ?? '',
    device: row.device ?? '',
    ...judge(
      (bySession.get(row.id) ?? []).map(({ name, arguments: given }) => ({ name, given: JSON.parse(given) })),
    ),
  }));
}

interface RawCallback {
  name: string;
  given: { eventName?: UIEventName; providerId?: string; account?: { providerId?: string } } | null;
}

function judge(callbacks: RawCallback[]): Pick<Raw, 'provider' | 'step' | 'outcome'> {
  const named = (...names: string[]) => callbacks.filter(({ name }) => names.includes(name));
  const connected = named('onAccountConnected').at(-1);
  const uploaded = named('onUploadsCreated').length > 0;
  const attempt = named('onAccountCreated', 'onAccountError', 'onAccountConnected').at(-1);
  const shown = named('onUIEvent').map(({ given }) => given!.eventName!);
  const chosen = /^(Login|Mfa|ConnectSuccess|ArchiveSuccess|FileTypePage)/;
  const step = [
    true,
    shown.length > 0,
    shown.some((screen) => screen !== 'ConsentPageOpened'),
    shown.some((screen) => chosen.test(screen)),
    named('onAccountCreated').length > 0 || (!connected && !uploaded && named('onAccountError').length > 0),
    connected !== undefined || uploaded,
  ].lastIndexOf(true);
  const outcome = connected
    ? 'CONNECTED'
    : uploaded
      ? 'UPLOADED'
      : attempt?.name === 'onAccountError'
        ? 'FAILED'
        : step > 0
          ? 'LEFT'
          : 'NEVER_OPENED';
  const untilUpload = callbacks.filter(
    ({ name }, index) =>
      name !== 'onAccountError' || !callbacks.slice(0, index).some((one) => one.name === 'onUploadsCreated'),
  );
  const last =
    connected ?? untilUpload.findLast(({ given }) => given?.providerId || given?.account?.providerId);
  return { provider: last?.given?.providerId ?? last?.given?.account?.providerId ?? '', step, outcome };
}

const stepsOf = (raw: readonly Raw[]) =>
  funnelSteps.map((step, number) => ({ step, sessions: raw.filter((one) => one.step >= number).length }));

const rawGroups = (raw: readonly Raw[], by: FunnelGroup) =>
  new Map([...Map.groupBy(raw, (one) => one[by])].map(([key, own]) => [key || null, stepsOf(own)]));

const asMap = (groups: SessionFunnel['groups']) => new Map(groups.map(({ key, steps }) => [key, steps]));
