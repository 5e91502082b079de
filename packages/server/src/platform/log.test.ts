import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { startServer } from '../main.ts';
import { createLog } from './log.ts';

function memory() {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { lines, destination };
}

test('a field with the name of a secret is hidden, also in nested objects', () => {
  const { lines, destination } = memory();
  const log = createLog({ logLevel: 'info' }, destination);
  log.info(
    { token: 'hunter2', user: { password: 'hunter2' }, a: { b: { authorization: 'hunter2' } } },
    'tried',
  );
  expect(lines.join('')).not.toContain('hunter2');
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'info', msg: 'tried', token: 'hidden' });
});

test('no secret passes in an error or below the deepest level that is logged', () => {
  const { lines, destination } = memory();
  const log = createLog({ logLevel: 'info' }, destination);
  const cause = Object.assign(new Error('refused'), { headers: { authorization: 'hunter2' } });
  log.warn({
    err: new Error('not sent', { cause }),
    other: Object.assign(new Error('x'), { token: 'hunter2' }),
  });
  log.warn(Object.assign(new Error('alone'), { password: 'hunter2' }));
  log.warn({ a: { b: { c: { d: { e: { token: 'hunter2' } } } } }, list: [[[[{ secret: 'hunter2' }]]]] });
  expect(lines.join('')).not.toContain('hunter2');
  expect(JSON.parse(lines[0]!).err).toMatchObject({ type: 'Error', message: 'not sent: refused' });
  expect(JSON.parse(lines[1]!)).toMatchObject({
    msg: 'alone',
    err: { message: 'alone', password: 'hidden' },
  });
});

test('each request is one line of the log, and no line contains a secret', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'winkwire-log-'));
  const { lines, destination } = memory();
  const config = readConfig({}, { profile: 'dev', port: 0, dataDir: folder, logLevel: 'trace' });
  const server = await startServer({ config, log: createLog(config, destination) });
  const { key, secret } = server.generated.SANDBOX!;
  const authorization = `Basic ${btoa(`${key}:${secret}`)}`;
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization, 'content-type': 'application/json' };
    const response = await fetch(`${server.url}${path}`, { headers, ...init });
    return (await response.json()) as { requestId: string; data: Record<string, Record<string, string>> };
  };
  const created = await call('/v1/users', { method: 'POST', body: '{}' });
  const { user = {}, token = {} } = created.data;
  await call('/v1/webhooks', {
    method: 'POST',
    body: JSON.stringify({
      name: 'w',
      url: 'http://127.0.0.1:8099',
      eventTypes: ['ALL_EVENTS'],
      secret: 'hook hunter2',
    }),
  });
  await call('/widget/api/sessions', {
    method: 'POST',
    body: JSON.stringify({ userToken: token.accessToken, hostOrigin: server.url, options: {} }),
  });
  await call('/v1/users?cursor=hunter2');
  await fetch(`${server.url}/connect/landing-hunter2`);
  await server.close();
  await rm(folder, { recursive: true });

  const text = lines.join('');
  const { accessToken } = token;
  expect(accessToken).toBeTruthy();
  for (const secretText of ['hunter2', secret, accessToken, authorization.slice(6)]) {
    expect(text).not.toContain(secretText);
  }
  const line = lines.map((one) => JSON.parse(one)).find(({ operation }) => operation === 'createUser');
  expect(line).toMatchObject({
    msg: 'request.completed',
    requestId: created.requestId,
    method: 'POST',
    path: '/v1/users',
    status: 201,
    code: 'CREATED',
    tenantId: user.id?.split('-')[0],
    mode: 'SANDBOX',
    milliseconds: expect.any(Number),
  });
});
