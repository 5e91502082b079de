import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import {
  newSecret,
  newSigningKeys,
  signingKey,
  signV1,
  signV1a,
  smileKey,
  smileSignature,
  standardKey,
  verifyWebhook,
} from '@winkwire/receiver';
import { expect, test, vi } from 'vitest';
import { follow, runCli, runDev, runUnread } from './testing/run-cli.ts';

// Each step is a process of its own.
vi.setConfig({ testTimeout: 60_000 });

/** A receiver on this machine that keeps what it gets and answers as it is told. */
async function openReceiver() {
  const received: { headers: IncomingHttpHeaders; body: Buffer }[] = [];
  const receiver = { status: 200, received, url: '', close: () => {} };
  const server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await buffer(request) });
    response.writeHead(receiver.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;
  return { ...receiver, [Symbol.dispose]: () => server.close() };
}

test('dev says where everything is, serves it, and ends with 0 when asked', async () => {
  await using dev = await runDev();
  for (const name of ['Demo', 'Portal', 'Docs', 'Mail', 'API', 'Key', 'Secret', 'Data']) {
    expect(dev.output()).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
  }
  for (const path of [
    '/demo/',
    '/portal/',
    '/docs',
    '/v2/smile.v2.js',
    '/demo/mail',
    '/healthz',
    '/readyz',
  ]) {
    expect([path, (await fetch(dev.url + path)).status]).toEqual([path, 200]);
  }
  expect(await dev.stop('SIGTERM')).toBe(0);
});

test('a port that is taken is told with the flag to change', async () => {
  await using dev = await runDev();
  const { port } = new URL(dev.url);
  const second = await runCli(['dev', '--port', port, '--data-dir', join(dev.folder, 'second')]);
  expect(second.code).toBe(1);
  expect(second.output).toContain(`port ${port} of 127.0.0.1 is taken`);
  expect(second.output).toContain('--port');
});

test('a data folder that cannot be written to is told with the flag to change', async () => {
  await using dev = await runDev();
  const file = join(dev.folder, 'a-file');
  await writeFile(file, '');
  const { code, output } = await runCli(['dev', '--data-dir', join(file, 'data')]);
  expect(code).toBe(1);
  expect(output).toContain('--data-dir');
});

test('a wrong flag, a wrong setting and a wrong command end with 2', async () => {
  expect((await runCli(['dev', '--port', 'many'])).code).toBe(2);
  expect((await runCli(['serve', '--roles', 'cook'])).code).toBe(2);
  expect((await runCli(['trigger', 'NO_SUCH_EVENT'])).code).toBe(2);
  expect((await runCli(['replay', 'wh-1'])).code).toBe(2);
  expect((await runCli(['backfill', 'wh-1'])).code).toBe(2);
  expect((await runCli(['replay', 'wh-1', '--after', '0', '--missing'])).code).toBe(2);
});

test('trigger publishes, events lists it, and no server is a sentence instead of a stack', async () => {
  await using dev = await runDev();
  const published = await runCli([
    'trigger',
    'ACCOUNT_CONNECTED',
    '--data',
    '{"loginName":"cli"}',
    ...dev.flags,
  ]);
  expect(published).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^et-[0-9a-f]{32} ACCOUNT_CONNECTED\n$/),
  });
  const id = published.output.split(' ')[0] as string;
  const listed = await runCli(['events', '--type', 'ACCOUNT_CONNECTED', '--json', ...dev.flags]);
  expect(JSON.parse(listed.output)).toMatchObject({ id, data: { loginName: 'cli' } });
  const finding = ['--text', 'loginNAME":"cli', '--since', '2020-01-01', '--size', '1', '--json'];
  expect(JSON.parse((await runCli(['events', ...finding, ...dev.flags])).output)).toMatchObject({ id });
  const none = ['--text', 'loginName', '--deliveries', 'FAILED'];
  expect(await runCli(['events', ...none, ...dev.flags])).toMatchObject({ code: 0, output: '' });
  expect((await runCli(['events', '--deliveries', 'LOST', ...dev.flags])).code).toBe(2);
  await dev.stop('SIGTERM');
  const gone = await runCli(['events', ...dev.flags]);
  expect(gone.code).toBe(1);
  expect(gone.output).toMatch(/No server answers at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\)\./);
});

test('listen forwards genuine bytes, misses nothing while it is off, and replay has it all sent again', async () => {
  await using dev = await runDev();
  using receiver = await openReceiver();
  const listen = () => runCli(['listen', '--once', '--forward-to', receiver.url, ...dev.flags]);
  const first = await listen();
  const secret = /secret, for your receiver, is (\S+)/.exec(first.output)?.[1] as string;
  expect(secret).toMatch(/^whsec_/);

  const trigger = async (type: string) =>
    (await runCli(['trigger', type, ...dev.flags])).output.split(' ')[0];
  const missed = [await trigger('ACCOUNT_CREATED'), await trigger('ACCOUNT_CONNECTED')];
  await listen();
  const ids = receiver.received.map(
    ({ headers, body }) => verifyWebhook({ headers, body }, { secrets: secret }).id,
  );
  expect(ids).toEqual(missed);
  expect(receiver.received.map(({ headers }) => headers['webhook-sequence'])).toEqual(['1', '2']);

  const again = await listen();
  expect(again.output).toContain('from number 3');
  expect(again.output).toContain(`secret, for your receiver, is ${secret}`);
  expect(receiver.received).toHaveLength(2);

  const webhook = /(wh-[0-9a-f]{32})/.exec(first.output)?.[1] as string;
  const replayed = await runCli(['replay', webhook, '--after', '0', ...dev.flags]);
  expect(replayed).toMatchObject({ code: 0, output: expect.stringContaining('rewind from 0 through 2') });
  const since = ['--since', '2020-01-01T00:00:00Z'];
  const recovered = await runCli(['replay', webhook, ...since, ...dev.flags]);
  expect(recovered).toMatchObject({ code: 0, output: expect.stringContaining('recover from') });
  const range = 'backfill from 2020-01-01T00:00:00.000Z through 20';
  const backfilled = await runCli(['backfill', webhook, ...since, ...dev.flags]);
  expect(backfilled).toMatchObject({ code: 0, output: expect.stringContaining(range) });
  const deprecated = await runCli(['replay', webhook, ...since, '--missing', ...dev.flags]);
  expect(deprecated).toMatchObject({ code: 0, output: expect.stringContaining(range) });
  expect(deprecated.output).toContain('--missing is deprecated');
});

test('verify tells a right signature from a wrong one, and names the cause where it can be proved', async () => {
  const body = '{"id":"et-1"}';
  const signature = smileSignature(smileKey('secret'), body);
  const verify = (input: string) => runCli(['verify', '--secret', 'secret', '--signature', signature], input);
  expect(await verify(body)).toMatchObject({ code: 0 });
  expect(await verify(`${body}\n`)).toMatchObject({ code: 1, output: expect.stringContaining('line break') });
});

test('verify knows each kind of signature, and says when one is too old', async () => {
  const body = '{"id":"et-1"}';
  const secret = newSecret();
  const { privateKey, publicKey } = newSigningKeys();
  const timestamp = Math.floor(Date.now() / 1000);
  const message = { id: 'et-1', timestamp, body };
  const verify = (...words: string[]) => runCli(['verify', ...words, '--header', 'Webhook-Id: et-1'], body);
  const at = (seconds: number) => ['--header', `webhook-timestamp: ${seconds}`];
  const v1 = signV1(standardKey(secret), message);
  expect(await verify('--secret', secret, '--signature', v1, ...at(timestamp))).toMatchObject({ code: 0 });
  expect((await verify('--secret', secret, '--signature', v1, ...at(timestamp + 1))).code).toBe(1);
  expect((await verify('--secret', secret, '--signature', v1)).code).toBe(2);
  const v1a = signV1a(signingKey(privateKey), message);
  expect(await verify('--public-key', publicKey, '--signature', v1a, ...at(timestamp))).toMatchObject({
    code: 0,
  });
  const old = signV1(standardKey(secret), { ...message, timestamp: timestamp - 900 });
  const oldHeaders = ['--header', `webhook-signature: ${old}`, ...at(timestamp - 900)];
  expect(await verify('--secret', secret, ...oldHeaders)).toMatchObject({
    code: 0,
    output: expect.stringContaining('five minutes'),
  });
});

test('a reader that has seen enough ends a command without a word', async () => {
  expect(await runUnread(['trigger'])).toEqual({ code: 0, complaint: '' });
});

test('an unknown command ends with 2, and --version prints the version', async () => {
  expect((await runCli(['lissen'])).code).toBe(2);
  const { code, output } = await runCli(['--version']);
  expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test('events -f prints each new event once, through a burst and a restart of the server', async () => {
  await using dev = await runDev();
  await publish(dev, 3);
  using following = follow(['events', '-f', '--text', 'burst', ...dev.flags]);
  const ids: string[] = [];
  // Until it is there: what came before it started is not printed.
  for (let tries = 0; following.lines().length === 0 && tries < 20; tries++) {
    ids.push(...(await publish(dev, 1)));
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const printed = () => following.lines().flatMap((line) => /et-[0-9a-f]{32}/.exec(line) ?? []);
  const before = ids.slice(0, ids.indexOf(printed()[0]!));
  ids.push(...(await publish(dev, 400)));
  const expected = () => ids.slice(before.length).sort();
  await vi.waitFor(() => expect(printed().sort()).toEqual(expected()), 20_000);
  expect(await dev.stop('SIGTERM')).toBe(0);
  await using again = await runDev(dev);
  ids.push(...(await publish(again, 2)));
  await vi.waitFor(() => expect(printed().sort()).toEqual(expected()), 20_000);
});

/** Publishes events whose bodies hold the word "burst", and gives their ids. */
async function publish({ url, output }: { url: string; output(): string }, count: number): Promise<string[]> {
  const [, key] = /Key +(\S+)/.exec(output())!;
  const [, secret] = /Secret +(\S+)/.exec(output())!;
  const request = {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ type: 'RECORD_CREATED', data: { recordId: 'burst', recordType: null } }),
  };
  const publishOne = async () => {
    const response = await fetch(`${url}/v1/events`, request);
    return ((await response.json()) as { data: { id: string } }).data.id;
  };
  return Promise.all(Array.from({ length: count }, publishOne));
}
