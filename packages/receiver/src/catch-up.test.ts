import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { catchUp } from './catch-up.ts';
import { CatchUpError } from './catch-up-error.ts';
import { advance, bodyDigest, type Checkpoint, emptyCheckpoint } from './checkpoint.ts';
import { type EventSource, eventSource, type PulledEvent } from './event-source.ts';
import { createReceiver } from './receiver.ts';
import { connected, now, secret, signedRequest } from './testing/signed-request.ts';

function historyOf(length: number) {
  const items = Array.from({ length }, (_, index): PulledEvent => {
    const { headers, body } = signedRequest(connected(), { sequence: index + 1 });
    return { sequence: index + 1, body, digest: bodyDigest(body), headers };
  });
  const checkpointAt = (count: number): Checkpoint =>
    items
      .slice(0, count)
      .map(({ headers, body }) => ({ id: headers['webhook-id']!, body: body! }))
      .reduce(advance, emptyCheckpoint);
  const checkpoint = checkpointAt(length);
  const source: EventSource = {
    events: async (after) => ({
      items: items.filter(({ sequence }) => sequence > after).slice(0, 3),
      lastSequence: items.length,
    }),
    checkpoint: async () => checkpoint,
  };
  return { items, source, checkpoint, checkpointAt };
}

function recordingReceiver() {
  const receiver = createReceiver({ secrets: secret, now: () => now, onError: () => undefined });
  const handled: string[] = [];
  receiver.on('*', ({ id }) => handled.push(id));
  return { receiver, handled };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error) => (error instanceof CatchUpError ? error.code : String(error)),
  );

test('every event is handled exactly once and the hashes match, whatever was delivered before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(10), fc.infiniteStream(fc.boolean()), async (length, delivered) => {
      const { items, source, checkpoint } = historyOf(length);
      const { receiver, handled } = recordingReceiver();
      let before = 0;
      for (const { headers, body } of items) {
        if (!delivered.next().value) continue;
        await receiver.receive({ headers, body: body! });
        before += 1;
      }
      const result = await catchUp({ source, receiver });
      expect(result).toEqual({
        checkpoint,
        complete: true,
        missed: length - before,
        erased: 0,
        stoppedBy: null,
      });
      expect(handled.toSorted()).toEqual(items.map(({ headers }) => headers['webhook-id']).toSorted());
    }),
    { numRuns: 50 },
  );
});

test('a call continues from the checkpoint of an earlier one', async () => {
  const { items, source, checkpoint, checkpointAt } = historyOf(8);
  const { receiver, handled } = recordingReceiver();
  const result = await catchUp({ source, receiver, from: checkpointAt(5) });
  expect(result).toMatchObject({ checkpoint, complete: true, missed: 3 });
  expect(handled).toEqual(items.slice(5).map(({ headers }) => headers['webhook-id']));
});

test('events that are added meanwhile are fetched too', async () => {
  const { source, checkpoint } = historyOf(4);
  const { receiver, handled } = recordingReceiver();
  const young: EventSource = {
    events: vi
      .fn(source.events)
      .mockImplementationOnce(async () => ({ items: (await source.events(0)).items, lastSequence: 3 })),
    checkpoint: source.checkpoint,
  };
  expect(await catchUp({ source: young, receiver })).toMatchObject({ checkpoint, complete: true });
  expect(handled).toHaveLength(4);
});

test('an erased event counts in the chain by its digest, but no handler runs for it', async () => {
  const { items, source, checkpoint } = historyOf(4);
  items[1]!.body = null;
  const { receiver, handled } = recordingReceiver();
  expect(await catchUp({ source, receiver })).toMatchObject({
    checkpoint,
    complete: true,
    missed: 3,
    erased: 1,
  });
  expect(handled).toHaveLength(3);
});

test('a failing handler stops the call before its event, and the next call begins with this event', async () => {
  const { items, source, checkpoint, checkpointAt } = historyOf(5);
  const receiver = createReceiver({ secrets: secret, now: () => now, onError: () => undefined });
  const failing = items[3]!.headers['webhook-id'];
  let broken = true;
  receiver.on('*', ({ id }) => {
    if (broken && id === failing) throw new Error('no database');
  });
  const stopped = await catchUp({ source, receiver });
  expect(stopped).toMatchObject({ checkpoint: checkpointAt(3), complete: false, stoppedBy: { status: 500 } });
  broken = false;
  const resumed = await catchUp({ source, receiver, from: stopped.checkpoint });
  expect(resumed).toMatchObject({ checkpoint, complete: true, missed: 2 });
});

describe('a history that does not match is reported with its kind', () => {
  test('an event that was left out', async () => {
    const { items, source } = historyOf(5);
    items.splice(2, 1);
    expect(await codeOf(catchUp({ source, ...recordingReceiver() }))).toBe('GAP');
  });

  test('events that have all expired', async () => {
    const { source, checkpoint } = historyOf(5);
    const expired: EventSource = { ...source, events: async () => ({ items: [], lastSequence: 5 }) };
    expect(checkpoint.sequence).toBe(5);
    expect(await codeOf(catchUp({ source: expired, ...recordingReceiver() }))).toBe('GAP');
  });

  test('an event that was replaced by another with a valid signature', async () => {
    const { items, source } = historyOf(5);
    const { headers, body } = signedRequest(connected());
    items[2] = { sequence: 3, headers, body, digest: bodyDigest(body) };
    expect(await codeOf(catchUp({ source, ...recordingReceiver() }))).toBe('DIFFERENT_HISTORY');
  });

  test('a server that was restored from an older copy', async () => {
    const older = historyOf(3);
    const from = { sequence: 5, hash: 'ab'.repeat(32) };
    expect(await codeOf(catchUp({ source: older.source, from, ...recordingReceiver() }))).toBe(
      'DIFFERENT_HISTORY',
    );
  });

  test('an event that was changed fails verification', async () => {
    const { items, source } = historyOf(5);
    items[2]!.body = items[2]!.body!.replace('George', 'Ryan');
    const result = await catchUp({ source, ...recordingReceiver() });
    expect(result.stoppedBy).toMatchObject({ status: 401, error: { code: 'WRONG_SIGNATURE' } });
  });
});

interface Response {
  status: number;
  code?: string;
  message?: string;
  data?: unknown;
}

async function startApi(respond: (path: string, authorization: string | undefined) => Response) {
  const server = createServer(({ url, headers }, response) => {
    const { status, ...envelope } = respond(url!, headers.authorization);
    response.writeHead(status).end(JSON.stringify({ code: 'OK', message: 'OK', data: null, ...envelope }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`,
    [Symbol.dispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const credentials = { webhookId: 'wh-1', apiKey: 'key', apiSecret: 'secret' };

test('the REST API can be the source', async () => {
  const { items, checkpoint } = historyOf(2);
  const seen: unknown[] = [];
  using api = await startApi((path, authorization) => {
    seen.push([path, authorization]);
    if (authorization !== `Basic ${btoa('key:secret')}`) return { status: 400, message: 'No such key.' };
    return { status: 200, data: path.endsWith('/checkpoint') ? checkpoint : { items, lastSequence: 2 } };
  });
  const options = { ...credentials, baseUrl: api.baseUrl };
  const result = await catchUp({ source: eventSource(options), ...recordingReceiver() });
  expect(result).toMatchObject({ complete: true, missed: 2 });
  expect(seen).toEqual([
    ['/v1/webhooks/wh-1/events?after=0&size=150', `Basic ${btoa('key:secret')}`],
    ['/v1/webhooks/wh-1/checkpoint', `Basic ${btoa('key:secret')}`],
  ]);
  const stranger = eventSource({ ...options, apiSecret: 'wrong' });
  await expect(catchUp({ source: stranger, ...recordingReceiver() })).rejects.toThrow('400 No such key.');
});

test('events that have expired at the REST API are a gap, and an unknown webhook is not', async () => {
  const missing: Response = { status: 404, code: 'MISSING_RESOURCE', message: 'No such thing.' };
  const { items, checkpoint, checkpointAt } = historyOf(5);
  const expired = checkpointAt(3);
  using api = await startApi((path) => {
    if (!path.startsWith('/v1/webhooks/wh-1/')) return missing;
    if (path.endsWith('/checkpoint')) return { status: 200, data: { ...checkpoint, expired } };
    return path.includes('after=0')
      ? missing
      : { status: 200, data: { items: items.slice(3), lastSequence: 5 } };
  });
  const source = eventSource({ ...credentials, baseUrl: api.baseUrl });
  expect(await codeOf(catchUp({ source, ...recordingReceiver() }))).toBe('GAP');
  expect(await catchUp({ source, from: expired, ...recordingReceiver() })).toMatchObject({
    checkpoint,
    complete: true,
    missed: 2,
  });
  const unknown = eventSource({ ...credentials, webhookId: 'wh-2', baseUrl: api.baseUrl });
  expect(await codeOf(catchUp({ source: unknown, ...recordingReceiver() }))).toMatch('404 No such thing.');
});

test('progress is reported after each page, so a call after a failure need not begin again', async () => {
  const { source, checkpointAt } = historyOf(8);
  const { receiver, handled } = recordingReceiver();
  let reached = emptyCheckpoint;
  const onProgress = (checkpoint: Checkpoint) => {
    reached = checkpoint;
  };
  let pages = 0;
  const failing: EventSource = {
    ...source,
    events: (after) => (++pages === 3 ? Promise.reject(new Error('the network')) : source.events(after)),
  };
  await expect(catchUp({ source: failing, receiver, onProgress })).rejects.toThrow('the network');
  expect(reached).toEqual(checkpointAt(6));
  expect(await catchUp({ source, receiver, from: reached, onProgress })).toMatchObject({
    complete: true,
    missed: 2,
  });
  expect(reached).toEqual(checkpointAt(8));
  expect(handled).toHaveLength(8);
});

test('the source comes back as late as the server asks', async () => {
  const statuses = [429, 503, 200];
  await using server = createServer((_, response) => {
    const status = statuses.shift() ?? 200;
    response
      .writeHead(status, { 'retry-after': '0' })
      .end(
        JSON.stringify(
          status === 200 ? { data: { sequence: 7, hash: 'h' } } : { code: 'BUSY', message: 'Later.' },
        ),
      );
  }).listen(0);
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const source = eventSource({ baseUrl, webhookId: 'wh-1', apiKey: 'k', apiSecret: 's' });
  expect(await source.checkpoint()).toEqual({ sequence: 7, hash: 'h' });
  expect(statuses).toEqual([]);
});

const complete = { ...credentials, baseUrl: 'https://winkwire.example.com/v1' };

test.each(Object.keys(complete))('an event source without %s says what is missing', (name) => {
  for (const value of [undefined, ''])
    expect(() => eventSource({ ...complete, [name]: value })).toThrow(
      `eventSource needs ${name}. Check that`,
    );
});

test.each(['winkwire.example.com/v1', 'localhost:8080/v1', '/v1'])(
  'an event source refuses a base URL without its scheme: %s',
  (baseUrl) => {
    expect(() => eventSource({ ...complete, baseUrl })).toThrow('Pass the whole address of the API');
  },
);
