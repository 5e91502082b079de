import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { verifyWebhook } from '@winkwire/receiver';
import { expect, test, vi } from 'vitest';
import { openApi } from './testing/open-api.ts';
import { openReceiver } from './testing/open-receiver.ts';
import { follow, runCli, runDev } from './testing/run-cli.ts';

vi.setConfig({ testTimeout: 180_000 });

const trigger = async (type: string, flags: string[]) =>
  (await runCli(['trigger', type, ...flags])).output.split(' ')[0];

test('listen forwards the exact bytes, and continues where it ended, also in another folder', async () => {
  await using dev = await runDev();
  using receiver = await openReceiver();
  const listen = (cwd?: string) =>
    runCli(['listen', '--once', '--forward-to', receiver.address, ...dev.flags], cwd ? { cwd } : {});
  const first = await listen();
  const secret = /the secret of this webhook: (\S+)/.exec(first.output)?.[1] as string;
  expect(secret).toMatch(/^whsec_/);

  const missed = [
    await trigger('RECORD_CREATED', dev.flags),
    await trigger('VERIFICATION_STARTED', dev.flags),
  ];
  await listen();
  const ids = receiver.received.map(
    ({ headers, body }) => verifyWebhook({ headers, body }, { secrets: secret }).id,
  );
  expect(ids).toEqual(missed);
  expect(receiver.received.map(({ headers }) => headers['webhook-sequence'])).toEqual(['1', '2']);

  const again = await listen(tmpdir());
  expect(again.output).toContain('from sequence 3');
  expect(again.output).toContain(`the secret of this webhook: ${secret}`);
  expect(receiver.received).toHaveLength(2);
});

test('listen reconnects after a restart of the server, and forwards each event once', async () => {
  await using dev = await runDev();
  using receiver = await openReceiver();
  using listening = follow(['listen', '--forward-to', receiver.address, ...dev.flags]);
  await vi.waitFor(() => expect(listening.lines().join()).toContain('from sequence 1'), 60_000);
  const ids = [await trigger('RECORD_CREATED', dev.flags)];
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1), 60_000);
  await dev.stop('SIGTERM');
  await vi.waitFor(() => expect(listening.lines().join()).toContain('Trying again every second.'), 60_000);
  await using restarted = await runDev(dev);
  ids.push(await trigger('RECORD_CREATED', restarted.flags));
  await vi.waitFor(() => expect(receiver.received).toHaveLength(2), 60_000);
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual(ids);
});

test('two receivers of one machine each get every event, also those of one webhook', async () => {
  await using dev = await runDev();
  using one = await openReceiver();
  using other = await openReceiver();
  const listenOf = (receiver: typeof one, flags: string[] = []) =>
    runCli(['listen', '--once', '--forward-to', receiver.address, ...flags, ...dev.flags]);
  await listenOf(one);
  await listenOf(other);
  const ids = [await trigger('RECORD_CREATED', dev.flags), await trigger('RECORD_CREATED', dev.flags)];
  const { output } = await listenOf(one);
  const idsOf = (receiver: typeof one) => receiver.received.map(({ headers }) => headers['webhook-id']);
  await listenOf(other);
  expect([idsOf(one), idsOf(other)]).toEqual([ids, ids]);

  const [webhook] = /wh-\w+/.exec(output)!;
  await listenOf(other, ['--webhook', webhook]);
  expect(idsOf(other)).toEqual([...ids, ...ids]);
});

/** A server on which an earlier version has registered the webhook of this machine. */
const earlierServer = (last: number) => (request: string) => {
  const name = `winkwire listen on ${hostname()}`;
  const data: Record<string, unknown> = {
    'GET /v1/webhooks': {
      items: [{ id: 'wh-1', name, url: 'http://localhost:3999/' }],
      nextCursor: null,
    },
    'POST /v1/webhooks': { id: 'wh-2' },
    'GET /v1/webhooks/wh-1/events': { items: [], lastSequence: last },
    'GET /v1/webhooks/wh-2/events': { items: [], lastSequence: last },
  };
  const reveal = { secrets: [{ secret: 'whsec_' }], headers: {} };
  return { body: { code: 'OK', data: data[request.split('?')[0]!] ?? reveal } };
};

test('the webhook of an earlier version belongs to the address of its first run', async () => {
  using api = await openApi(earlierServer(0));
  const listen = (address: string) => runCli(['listen', '--once', '--forward-to', address, ...api.flags]);
  expect((await listen('localhost:3999')).output).toContain('Forwarding wh-1 to');
  expect((await listen('localhost:4999')).output).toContain('Forwarding wh-2 to');
});

test('two first runs at the same time use one webhook, and remove the other', async () => {
  const own = (id: string) => ({
    id,
    name: `winkwire listen on ${hostname()} to localhost:4999/`,
    url: 'http://localhost:4999/',
  });
  const webhooks: ReturnType<typeof own>[] = [];
  using api = await openApi((request) => {
    if (request.startsWith('GET /v1/webhooks?'))
      return { body: { code: 'OK', data: { items: [...webhooks], nextCursor: null } } };
    // Another run registers `wh-1` just before this run registers `wh-2`. The list begins with the newest webhook.
    if (request === 'POST /v1/webhooks') webhooks.unshift(own('wh-2'), own('wh-1'));
    return earlierServer(0)(request);
  });
  const { code, output } = await runCli(['listen', '--once', '--forward-to', 'localhost:4999', ...api.flags]);
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('Forwarding wh-1 to') });
  const deleted = api.requests.filter((request) => request.startsWith('DELETE'));
  expect(deleted).toEqual(['DELETE /v1/webhooks/wh-2']);
});

test('first runs that begin together forward the events of the same webhook', async () => {
  await using dev = await runDev();
  using receiver = await openReceiver();
  const listen = () => runCli(['listen', '--once', '--forward-to', receiver.address, ...dev.flags]);
  const runs = await Promise.all([listen(), listen()]);
  const ids = runs.map(({ output }) => /Forwarding (wh-\w+) to/.exec(output)?.[1]);
  expect(new Set(ids).size).toBe(1);
  expect((await listen()).output).toContain(`Forwarding ${ids[0]} to`);
});

/** Serves the events `log.ids` of the webhook `wh-1`. Events up to the sequence `log.expired` have expired. */
async function serveEvents() {
  const log = { ids: [] as string[], expired: 0 };
  const event = (id: string, n: number) => ({
    sequence: n + 1,
    body: null,
    digest: '',
    headers: { 'webhook-id': id },
  });
  const api = await openApi((request) => {
    if (!request.startsWith('GET /v1/webhooks/wh-1/events')) return earlierServer(0)(request);
    const after = Number(/after=(\d+)/.exec(request)![1]);
    const size = Number(/size=(\d+)/.exec(request)![1]);
    if (after < log.expired) {
      const message = `They have expired. Continue with after=${log.expired}.`;
      return { status: 404, body: { code: 'MISSING_RESOURCE', message } };
    }
    const items = log.ids.map(event).slice(after, after + size);
    return { body: { code: 'OK', data: { items, lastSequence: log.ids.length } } };
  });
  const words = ['listen', '--forward-to', 'localhost:3999', ...api.flags];
  return {
    log,
    words,
    requests: api.requests,
    runOnce: (...flags: string[]) => runCli([...words, '--once', ...flags]),
    [Symbol.dispose]: api[Symbol.dispose],
  };
}

test('a server that was restored to an older state is reported, and --from-start continues', async () => {
  let last = 3;
  const event = (sequence: number) => ({ sequence, body: null, digest: '', headers: {} });
  using api = await openApi((request) => {
    if (!request.startsWith('GET /v1/webhooks/wh-1/events')) return earlierServer(last)(request);
    const after = Number(/after=(\d+)/.exec(request)![1]);
    const items = Array.from({ length: Math.max(0, last - after) }, (_, n) => event(after + n + 1));
    return { body: { code: 'OK', data: { items, lastSequence: last } } };
  });
  const words = ['listen', '--once', '--forward-to', 'localhost:3999', ...api.flags];
  expect((await runCli(words)).code).toBe(0);
  last = 2;
  expect(await runCli(words)).toEqual({
    code: 1,
    output: expect.stringMatching(/end at sequence 2, .* up to sequence 3 .*--from-start/s),
  });
  expect((await runCli([...words, '--from-start'])).code).toBe(0);
  expect((await runCli(words)).output).toContain('from sequence 3');
});

test('--after and --from-start change where the next run begins, also if nothing was forwarded', async () => {
  using server = await serveEvents();
  server.log.ids = ['a1', 'a2', 'a3'];
  await server.runOnce();
  server.log.ids = ['a1', 'a2'];
  expect((await server.runOnce()).code).toBe(1);
  expect((await server.runOnce('--after', '2')).code).toBe(0);
  server.log.ids = ['a1', 'a2', 'b3', 'b4', 'b5'];
  expect(await server.runOnce()).toEqual({ code: 0, output: expect.stringContaining('from sequence 3') });
  server.log.ids = [];
  expect((await server.runOnce('--from-start')).code).toBe(0);
  expect(await server.runOnce()).toEqual({ code: 0, output: expect.stringContaining('from sequence 1') });
});

test('a refused --after does not change where the next run begins', async () => {
  using server = await serveEvents();
  server.log.ids = ['a1', 'a2'];
  await server.runOnce();
  expect((await server.runOnce('--after', '7')).code).toBe(1);
  expect(await server.runOnce()).toEqual({ code: 0, output: expect.stringContaining('from sequence 3') });
});

test.each([[['a1', 'a2', 'b3']], [['a1', 'a2', 'b3', 'b4']]])(
  'a server that was restored and has since made as many events as before is reported: %j',
  async (ids) => {
    using server = await serveEvents();
    server.log.ids = ['a1', 'a2', 'a3'];
    await server.runOnce();
    server.log.ids = ids;
    for (let n = 0; n < 2; n++) {
      expect(await server.runOnce()).toEqual({
        code: 1,
        output: expect.stringMatching(/sequence 3 .* is not the event .*--from-start/s),
      });
    }
    expect((await server.runOnce('--after', '2')).code).toBe(0);
    expect((await server.runOnce()).output).toContain(`from sequence ${ids.length + 1}`);
  },
);

test('the event that --after names is compared in the next run', async () => {
  using server = await serveEvents();
  server.log.ids = ['a1', 'a2'];
  await server.runOnce('--after', '2');
  server.log.ids = ['a1', 'b2', 'b3'];
  expect(await server.runOnce()).toEqual({
    code: 1,
    output: expect.stringContaining('is not the event'),
  });
});

test('a server that is restored during a run is reported before its events are forwarded', async () => {
  using server = await serveEvents();
  server.log.ids = ['a1', 'a2'];
  using listening = follow(server.words);
  await vi.waitFor(() => expect(server.requests.join()).toContain('after=2&size=100'), 60_000);
  server.log.ids = ['a1', 'b2', 'b3'];
  await vi.waitFor(() => expect(listening.lines().join()).toContain('is not the event'), 60_000);
});

test('a run continues although the event at its cursor has expired', async () => {
  using server = await serveEvents();
  server.log.ids = ['a1', 'a2'];
  await server.runOnce();
  server.log.expired = 2;
  expect((await server.runOnce()).code).toBe(0);
  server.log.ids.push('a3');
  await server.runOnce();
  expect((await server.runOnce()).output).toContain('from sequence 4');
});

test('listen says when a webhook is read from the start for an address of its own', async () => {
  using server = await serveEvents();
  server.log.ids = ['a1'];
  const first = (output: string) => output.split('\n')[0];
  const flags = ['--webhook', 'wh-1'];
  expect(first((await server.runOnce(...flags)).output)).toContain('1, because this address has no cursor');
  expect(first((await server.runOnce(...flags)).output)).toMatch(/from sequence 2\.$/);
  const other = await server.runOnce(...flags, '--forward-to', '127.0.0.1:3999');
  expect(first(other.output)).toContain('1, because this address has no cursor');
  const skipping = await server.runOnce(...flags, '--forward-to', 'localhost:4999', '--after', '1');
  expect(first(skipping.output)).toMatch(/from sequence 2\.$/);
});

test('a damaged event is not forwarded, and --after continues with the next one', async () => {
  await using dev = await runDev();
  using receiver = await openReceiver();
  const listen = (...flags: string[]) =>
    runCli(['listen', '--once', '--forward-to', receiver.address, ...flags, ...dev.flags]);
  await listen();
  const ids: (string | undefined)[] = [];
  for (let n = 0; n < 3; n++) ids.push(await trigger('RECORD_CREATED', dev.flags));
  using database = new DatabaseSync(join(dev.folder, 'winkwire.sqlite'), { timeout: 10_000 });
  database
    .prepare("update events set body = body || ' ', payload_body = payload_body || ' ' where id = ?")
    .run(ids[1]!);
  for (let n = 0; n < 2; n++) {
    expect(await listen()).toEqual({
      code: 1,
      output: expect.stringMatching(
        /Sequence 2, event .*Nothing after sequence 1 was forwarded\..*--after 2\./s,
      ),
    });
  }
  expect((await listen('--after', '2')).output).toContain('from sequence 3');
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([ids[0], ids[2]]);
  expect((await listen()).output).toContain('from sequence 4');
});

test.each(['GET /v1/webhooks', 'POST /v1/webhooks'])(
  'listen ends with the message of an unavailable server at its first %s',
  async (name) => {
    using api = await openApi((request) =>
      request.split('?')[0] === name
        ? {
            status: 503,
            headers: { 'retry-after': '3600' },
            body: { code: 'SERVER_UNAVAILABLE', message: 'The database does not respond.' },
          }
        : earlierServer(0)(request),
    );
    const { code, output } = await runCli(['listen', '--forward-to', 'localhost:4999', ...api.flags]);
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringContaining('The database does not respond.'),
    });
    expect(api.requests.filter((request) => request.split('?')[0] === name)).toHaveLength(1);
  },
);

test('--after and --from-start exclude each other', async () => {
  const words = ['listen', '--forward-to', 'localhost:3999', '--after', '1', '--from-start'];
  expect((await runCli(words)).code).toBe(2);
});

test('an address without a scheme that is not on this machine is refused with exit code 2', async () => {
  const { code, output } = await runCli(['listen', '--forward-to', 'example.com/hook']);
  expect(code).toBe(2);
  expect(output).toContain('must start with http:// or https://.');
});

test('an address that the server does not permit is refused, and the message says what to do', async () => {
  await using dev = await runDev();
  const { code, output } = await runCli(['listen', '--forward-to', 'http://192.168.0.1/', ...dev.flags]);
  expect(code).toBe(1);
  expect(output).toContain('--webhook');
});
