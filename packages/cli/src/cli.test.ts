import { mkdtempDisposable, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { basicAuthorization, type Client, createClient } from '@winkwire/contract/client';
import type { UserCreated, Webhook } from '@winkwire/contract/resources';
import {
  newSecret,
  newSigningKeys,
  signingKey,
  signV1,
  signV1a,
  smileKey,
  smileSignature,
  standardKey,
} from '@winkwire/receiver';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { follow, runCli, runDev, runOnFullDisk, runUnread, runUnreadable } from './testing/run-cli.ts';

vi.setConfig({ testTimeout: 180_000 });

/** The server for the tests that neither stop it nor count its events. */
let dev: Awaited<ReturnType<typeof runDev>>;
beforeAll(async () => {
  dev = await runDev();
});
afterAll(() => dev[Symbol.asyncDispose]());

test('dev prints all addresses, serves them, and ends with exit code 0 on SIGTERM', async () => {
  await using own = await runDev();
  for (const name of ['Demo', 'Portal', 'Docs', 'Mail', 'API', 'Key', 'Secret', 'Data']) {
    expect(own.output()).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
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
    expect([path, (await fetch(own.url + path)).status]).toEqual([path, 200]);
  }
  expect(await own.stop('SIGTERM')).toBe(0);
});

test('dev keeps the production credentials in a file, and does not print them', async () => {
  const file = join(dev.folder, 'api-credentials.json');
  const { PRODUCTION } = JSON.parse(await readFile(file, 'utf8'));
  expect(dev.output()).toContain('api-credentials.json');
  expect(dev.output()).not.toContain(PRODUCTION.secret);
  const { key, secret } = PRODUCTION;
  const headers = { authorization: basicAuthorization(key, secret) };
  expect((await fetch(`${dev.url}/v1/users`, { headers })).status).toBe(200);
});

test('if a port is taken, the message contains the flag for another port', async () => {
  const { port } = new URL(dev.url);
  const second = await runCli(['dev', '--port', port, '--data-dir', join(dev.folder, 'second')]);
  expect(second.code).toBe(1);
  expect(second.output).toContain(`port ${port} of 127.0.0.1 is taken`);
  expect(second.output).toContain('--port');
  expect(await readdir(join(dev.folder, 'second'))).toEqual([]);
});

test('if a data folder is not writable, the message contains the flag for another folder', async () => {
  const file = join(dev.folder, 'a-file');
  await writeFile(file, '');
  const { code, output } = await runCli(['dev', '--data-dir', join(file, 'data')]);
  expect(code).toBe(1);
  expect(output).toContain('--data-dir');
});

test('a wrong flag, a wrong setting and a wrong command end with exit code 2', async () => {
  expect((await runCli(['dev', '--port', 'many'])).code).toBe(2);
  expect((await runCli(['serve', '--roles', 'cook'])).code).toBe(2);
  expect((await runCli(['trigger', 'NO_SUCH_EVENT'])).code).toBe(2);
  expect((await runCli(['replay', 'wh-1'])).code).toBe(2);
  expect((await runCli(['backfill', 'wh-1'])).code).toBe(2);
  expect((await runCli(['replay', 'wh-1', '--after', '0', '--missing'])).code).toBe(2);
  expect((await runCli(['replay', 'wh-1', '--after', '0', '--all'])).code).toBe(2);
});

test('wrong usage is reported like every other failure, and the message says where the right usage is explained', async () => {
  const refusals = [
    [['events', '--sice', '1'], 'unknown option', '--size'],
    [['events', '--type', 'BOGUS'], 'BOGUS', '`winkwire trigger` lists the types'],
    [['events', '--type', 'BOGUS'], 'lists the types, except these: ENDPOINT_FAILING'],
    [['trigger', 'ENDPOINT_FAILING'], 'ENDPOINT_FAILING cannot be triggered.'],
    [['trigger', 'BOGUS'], 'BOGUS is not an event type.'],
    [['events', '-f', '--deliveries', 'FAILED'], 'Leave out -f or --deliveries'],
    [['events', '-f', '--until', '2026-04-21'], 'Leave out -f or --until'],
    [['events', '--url', 'ftp://example.com'], 'must be an address such as'],
    [['events', '--url', 'example.com:8080'], 'must start with http:// or https://.'],
    [['listen'], '--forward-to', '`winkwire help listen` explains it'],
    [['lissen'], 'Did you mean listen?'],
  ] as const;
  for (const [words, ...texts] of refusals) {
    const { code, output } = await runCli([...words]);
    expect([words, code]).toEqual([words, 2]);
    expect(output).toMatch(/^\nwinkwire: /);
    for (const text of texts) expect(output).toContain(text);
  }
});

test('without credentials, the message says where those of the mode come from', async () => {
  await using empty = await mkdtempDisposable(join(tmpdir(), 'winkwire-empty-'));
  const sandbox = await runCli(['events'], { cwd: empty.path });
  expect(sandbox.output).toMatch(/--sandbox-key.*the folder where `winkwire dev` was started/);
  // A command finds the sandbox credentials of `winkwire dev`, but not the credentials of production.
  const production = await runCli(['events', '--production'], { cwd: empty.path });
  expect(production.output).toMatch(/--production-key.*api-credentials.json in its data folder/);
  expect(production.output).not.toContain('winkwire dev');
});

test.each([
  [['publish', '--sandbox-key', 'a', '--sandbox-secret', 'b']],
  [['verify', '--secret', 'abc', '--signature', 'ab']],
  [['backup', 'a.tar.gz', '--passphrase-file', '-']],
])('%j says that the standard input cannot be read', (words) => {
  const { code, output } = runUnreadable(words);
  expect(code).toBe(2);
  expect(output).toMatch(/winkwire: the standard input cannot be read.*EBADF/);
});

test('the list of commands shows the first paragraph of each, and no line of help is broken twice', async () => {
  const { output } = await runCli(['--help']);
  expect(output).toContain('listen');
  expect(output).not.toContain('Exit codes');
  const { output: help } = await runCli(['help', 'listen']);
  const [, text] = /\n\n(It pulls.*?)\n\n/s.exec(help)!;
  // A line may end only where the next word does not fit into 80 columns.
  const lines = text!.split('\n');
  for (const [index, line] of lines.slice(0, -1).entries()) {
    const [next] = lines[index + 1]!.split(' ');
    expect(`${line} ${next}`.length).toBeGreaterThan(80);
  }
});

test('SIGINT and SIGTERM end a command that runs until it is stopped, with exit code 0', async () => {
  await publish(dev, 1);
  using following = follow(['events', '-f', '--size', '1', ...dev.flags]);
  using listening = follow(['listen', '--forward-to', 'localhost:3999', ...dev.flags]);
  for (const command of [following, listening]) {
    await vi.waitFor(() => expect(command.lines()).not.toEqual([]), 60_000);
  }
  expect(await following.stop('SIGINT')).toBe(0);
  expect(await listening.stop('SIGTERM')).toBe(0);
});

test('the address of the server is a flag or a variable, and may be that of the API', async () => {
  const [id] = await publish(dev, 1);
  const newest = ['events', '--size', '1', '--data-dir', dev.folder];
  expect((await runCli([...newest, '--url', `${dev.url}/v1`])).output).toContain(id);
  expect((await runCli([...newest, '--url', new URL(dev.url).host])).output).toContain(id);
  vi.stubEnv('WINKWIRE_URL', 'http://127.0.0.1:9');
  expect((await runCli([...newest, '--port', new URL(dev.url).port])).output).toContain(id);
  vi.stubEnv('WINKWIRE_URL', dev.url);
  expect((await runCli(newest)).output).toContain(id);
  vi.stubEnv('WINKWIRE_URL', '');
  vi.stubEnv('WINKWIRE_PUBLIC_URL', dev.url);
  expect((await runCli(newest)).output).toContain(id);
  vi.unstubAllEnvs();
});

test('trigger publishes an event of an existing user and account, and events lists it', async () => {
  const words = ['trigger', 'ACCOUNT_CONNECTED', '--data', '{"loginName":"cli"}', ...dev.flags];
  const published = await runCli(words);
  expect(published).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^et-[0-9a-f]{32} ACCOUNT_CONNECTED\n$/),
  });
  const id = published.output.split(' ')[0] as string;
  const find = ['--text', 'loginNAME":"cli', '--since', '2020-01-01', '--size', '1', '--json'];
  const listed = JSON.parse((await runCli(['events', ...find, ...dev.flags])).output);
  expect(listed).toMatchObject({ id, data: { loginName: 'cli' } });
  const { userId, accountId, providers } = listed.data;
  expect(await clientOf(dev).request('GET', `/users/${userId}`)).toMatchObject({ id: userId, providers });
  expect(await clientOf(dev).request('GET', `/accounts/${accountId}`)).toMatchObject({
    userId,
    connectionStatus: 'CONNECTED',
  });

  await runCli(['trigger', 'ACCOUNT_DISCONNECTED', ...dev.flags]);
  const second = await runCli(['events', '--type', 'ACCOUNT_DISCONNECTED', '--json', ...dev.flags]);
  expect(JSON.parse(second.output).data).toMatchObject({ userId, accountId });
});

test('publish stores the events of a file in batches, and prints those that are refused', async () => {
  const event = (n: number, type = 'RECORD_CREATED') =>
    JSON.stringify({ type, data: { recordId: `r-${n}`, recordType: null }, idempotencyKey: `k-${n}` });
  const lines = Array.from({ length: 1001 }, (_, n) => event(n));
  const input = `${lines.join('\n')}\n\n${event(2000, 'NOTHING')}\n`;
  const first = await runCli(['publish', ...dev.flags], { input });
  expect(first.code).toBe(1);
  expect(first.output).toMatch(
    /^line 1003: type: has to be one of .*\n1001 stored, 0 repeated, 1 refused\n$/,
  );
  const file = join(dev.folder, 'events.ndjson');
  await writeFile(file, lines.slice(0, 5).join('\n'));
  const second = await runCli(['publish', file, ...dev.flags]);
  expect(second).toEqual({ code: 0, output: '0 stored, 5 repeated, 0 refused\n' });
  expect(await runCli(['publish', `${file}x`, ...dev.flags])).toMatchObject({
    code: 2,
    output: expect.stringContaining('cannot be read (ENOENT)'),
  });
  expect(await runCli(['publish', ...dev.flags], { input: `\n${lines[0]}\n[1]` })).toMatchObject({
    code: 2,
    output: expect.stringMatching(/line 3 is not a JSON object.* Nothing has been published\./),
  });
  expect(await runCli(['publish', ...dev.flags], { input: `${lines.join('\n')}\n[1]` })).toMatchObject({
    code: 2,
    output: expect.stringMatching(
      /line 1002 is not a JSON object.* Only the lines before line 1001 have been/,
    ),
  });
});

test('publish reads bytes as the API does', async () => {
  const event = (id: string, more = {}) =>
    JSON.stringify({ type: 'RECORD_CREATED', data: { recordId: id, recordType: null }, ...more });
  const file = join(dev.folder, 'bytes.ndjson');
  const published = async (content: string | Buffer) => {
    await writeFile(file, content);
    return runCli(['publish', file, ...dev.flags]);
  };
  const lines = [`\ufeff${event('a\u2028b')}\r`, event('no-key', { idempotencyKey: null })];
  expect(await published(lines.join('\n'))).toEqual({ code: 0, output: '2 stored, 0 repeated, 0 refused\n' });
  expect(await published(Buffer.from(`${event('ok')}\n${event('José')}`, 'latin1'))).toMatchObject({
    code: 2,
    output: expect.stringMatching(
      /line 2 is not UTF-8\. Save the file as UTF-8\. Nothing has been published\./,
    ),
  });
  const thousand = Array.from({ length: 1000 }, (_, n) => event(`${n}`)).join('\n');
  expect(await published(`${thousand}\n[1]`)).toMatchObject({
    code: 2,
    output: expect.stringMatching(/Only the lines before line 1001 have been published/),
  });
});

test('trigger links an account of the user in --data', async () => {
  const { user } = await clientOf(dev).request<UserCreated>('POST', '/users', { body: {} });
  const data = JSON.stringify({ userId: user.id });
  await runCli(['trigger', 'ACCOUNT_FAILED', '--data', data, ...dev.flags]);
  const { output } = await runCli(['events', '--type', 'ACCOUNT_FAILED', '--json', ...dev.flags]);
  const { userId, accountId } = JSON.parse(output).data;
  expect(userId).toBe(user.id);
  expect(await clientOf(dev).request('GET', `/accounts/${accountId}`)).toMatchObject({ userId });
});

test('events filters by the state of deliveries, and reports a missing server in one sentence', async () => {
  await using own = await runDev();
  const none = ['--text', 'loginName', '--deliveries', 'FAILED'];
  expect(await runCli(['events', ...none, ...own.flags])).toMatchObject({ code: 0, output: '' });
  expect((await runCli(['events', '--deliveries', 'LOST', ...own.flags])).code).toBe(2);
  await own.stop('SIGTERM');
  const gone = await runCli(['events', ...own.flags]);
  expect(gone.code).toBe(1);
  expect(gone.output).toMatch(/No server responds at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\)\./);
});

test('replay rewinds and recovers, and backfill delivers what a webhook was never given', async () => {
  await using own = await runDev();
  const body = {
    name: 'replayed',
    url: `${own.url}/demo/webhooks`,
    eventTypes: ['ALL_EVENTS'],
    active: true,
  };
  const webhook = await clientOf(own).request<Webhook>('POST', '/webhooks', { body });
  await publish(own, 2);
  const replayed = await runCli(['replay', webhook.id, '--after', '0', ...own.flags]);
  expect(replayed).toMatchObject({ code: 0, output: expect.stringContaining('rewind from 0 through 2') });
  const since = ['--since', '2020-01-01T00:00:00Z'];
  const recovered = await runCli(['replay', webhook.id, ...since, ...own.flags]);
  expect(recovered).toMatchObject({ code: 0, output: expect.stringContaining('recover from') });
  const counted = await runCli(['replay', webhook.id, ...since, '--all', '--dry-run', ...own.flags]);
  expect(counted.output).toContain('rewind would send 2 deliveries, in about 1 s. Nothing was sent.');
  const day = [...since, '--until', '2020-01-02', '--all'];
  const none = await runCli(['replay', webhook.id, ...day, '--dry-run', ...own.flags]);
  expect(none.output).toContain('rewind would send 0 deliveries, in about 0 s.');
  const rewound = await runCli(['replay', webhook.id, ...day, ...own.flags]);
  expect(rewound).toMatchObject({ code: 0, output: expect.stringContaining('rewind from 0 through 0') });
  const missed = await runCli(['backfill', webhook.id, ...since, '--dry-run', ...own.flags]);
  expect(missed.output).toMatch(/backfill would send \d+ deliver/);
  const range = 'backfill from 2020-01-01T00:00:00.000Z through 20';
  const backfilled = await runCli(['backfill', webhook.id, ...since, ...own.flags]);
  expect(backfilled).toMatchObject({ code: 0, output: expect.stringContaining(range) });
  const deprecated = await runCli(['replay', webhook.id, ...since, '--missing', ...own.flags]);
  expect(deprecated).toMatchObject({ code: 0, output: expect.stringContaining(range) });
  expect(deprecated.output).toContain('--missing is deprecated');
});

test('events --until excludes its time, as replays do', async () => {
  await using own = await runDev();
  const [id] = await publish(own, 1);
  const { createdAt } = await clientOf(own).request<{ createdAt: string }>('GET', `/events/${id}`);
  const eventsUntil = (until: string) =>
    runCli(['events', '--type', 'RECORD_CREATED', '--until', until, ...own.flags]);
  expect(await eventsUntil(createdAt)).toEqual({ code: 0, output: '' });
  const next = new Date(Date.parse(createdAt) + 1).toISOString();
  expect(await eventsUntil(next)).toEqual({ code: 0, output: expect.stringContaining(id as string) });
});

test('verify distinguishes a right signature from a wrong one, and explains a cause that it can prove', async () => {
  const body = '{"id":"et-1"}';
  const signature = smileSignature(smileKey('secret'), body);
  const verify = (input: string) =>
    runCli(['verify', '--secret', 'secret', '--signature', signature], { input });
  expect(await verify(body)).toMatchObject({ code: 0 });
  expect(await verify(`${body}\n`)).toMatchObject({ code: 1, output: expect.stringContaining('line break') });
});

test('verify accepts each kind of signature, and reports one that is too old', async () => {
  const body = '{"id":"et-1"}';
  const secret = newSecret();
  const { privateKey, publicKey } = newSigningKeys();
  const timestamp = Math.floor(Date.now() / 1000);
  const message = { id: 'et-1', timestamp, body };
  const verify = (...words: string[]) =>
    runCli(['verify', ...words, '--header', 'Webhook-Id: et-1'], { input: body });
  const at = (seconds: number) => ['--header', `webhook-timestamp: ${seconds}`];
  const v1 = signV1(standardKey(secret), message);
  expect(await verify('--secret', secret, '--signature', v1, ...at(timestamp))).toMatchObject({ code: 0 });
  expect((await verify('--secret', secret, '--signature', v1, ...at(timestamp + 1))).code).toBe(1);
  expect((await verify('--secret', secret, '--signature', v1)).code).toBe(2);
  const twice = [v1, 'v1,other='].flatMap((value) => ['--header', `webhook-signature: ${value}`]);
  expect(await verify('--secret', secret, ...twice, ...at(timestamp))).toMatchObject({ code: 0 });
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

test('a closed pipe ends every command without an error', async () => {
  await publish(dev, 1);
  const quiet = { code: 0, output: '' };
  for (const words of [
    ['--help'],
    ['help', 'serve'],
    ['trigger'],
    ['trigger', 'RECORD_CREATED', ...dev.flags],
    ['events', ...dev.flags],
    ['events', '--json', ...dev.flags],
    ['events', '-f', '--size', '1', ...dev.flags],
    ['listen', '--forward-to', 'localhost:3999', ...dev.flags],
    ['sign-in', '--data-dir', dev.folder],
  ]) {
    expect([words, await runUnread(words)]).toEqual([words, quiet]);
  }
});

test('publish publishes everything although nobody reads its errors, and its exit code is not lost', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'winkwire-publish-'));
  const file = join(folder.path, 'batch.ndjson');
  const valid = JSON.stringify({ type: 'RECORD_CREATED', data: { recordId: 'quiet', recordType: null } });
  await writeFile(file, ['{}', ...Array(1500).fill(valid)].join('\n'));
  const published = await runUnread(['publish', file, ...dev.flags], 'stderr');
  expect(published).toEqual({ code: 1, output: '1500 stored, 0 repeated, 1 refused\n' });
  await writeFile(file, '{}');
  expect((await runUnread(['publish', file, ...dev.flags])).code).toBe(1);
});

test('a full disk is reported in one sentence', async () => {
  await publish(dev, 1);
  for (const name of ['events', 'trigger']) {
    expect([name, runOnFullDisk([name, ...dev.flags])]).toEqual([
      name,
      { code: 1, output: expect.stringMatching(/^\nwinkwire: the standard output.*\(ENOSPC\)\..*\n\n$/) },
    ]);
  }
});

test('an unknown command ends with exit code 2, and --version prints the version', async () => {
  expect((await runCli(['lissen'])).code).toBe(2);
  const { code, output } = await runCli(['--version']);
  expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test('events -f prints each new event once, through a burst and a restart of the server', async () => {
  await using own = await runDev();
  await publish(own, 3);
  using following = follow(['events', '-f', '--text', 'burst', ...own.flags]);
  const ids: string[] = [];
  // The follower prints only new events, and nothing shows when it has started. So events are published until one is
  // printed.
  const publishUntilPrinted = async () => {
    ids.push(...(await publish(own, 1)));
    expect(following.lines()).not.toEqual([]);
  };
  await vi.waitFor(publishUntilPrinted, { timeout: 60_000, interval: 500 });
  const printed = () => following.lines().flatMap((line) => /et-[0-9a-f]{32}/.exec(line) ?? []);
  // Ids are in the order of time, so the first printed id shows which events are expected.
  const first = () => printed().sort()[0]!;
  ids.push(...(await publish(own, 400)));
  const expected = () => ids.filter((id) => id >= first()).sort();
  await vi.waitFor(() => expect(printed().sort()).toEqual(expected()), 60_000);
  expect(await own.stop('SIGTERM')).toBe(0);
  await using again = await runDev(own);
  ids.push(...(await publish(again, 2)));
  await vi.waitFor(() => expect(printed().sort()).toEqual(expected()), 60_000);
});

function clientOf({ url, output }: { url: string; output(): string }): Client {
  const [, key] = /Key +(\S+)/.exec(output())!;
  const [, secret] = /Secret +(\S+)/.exec(output())!;
  return createClient({ baseUrl: `${url}/v1`, authorization: basicAuthorization(key!, secret!) });
}

async function publish(dev: { url: string; output(): string }, count: number): Promise<string[]> {
  const body = { type: 'RECORD_CREATED', data: { recordId: 'burst', recordType: null } };
  const publishOne = async () =>
    (await clientOf(dev).request<{ id: string }>('POST', '/events', { body })).id;
  return Promise.all(Array.from({ length: count }, publishOne));
}
