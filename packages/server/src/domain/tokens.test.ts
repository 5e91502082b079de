import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { sandboxCaller, startTestServer, type TestServer } from '../testing/test-server.ts';
import { verifyLinkToken } from './tokens.ts';

let server: TestServer;
let accessToken: string;
let userId: string;
beforeAll(async () => {
  server = await startTestServer({ tokenSeconds: 60 });
  const { body } = await server.call('/v1/users', { method: 'POST', body: {} });
  userId = body.data.user.id;
  accessToken = body.data.token.accessToken;
});
afterAll(() => server[Symbol.asyncDispose]());

test('a link token names its owner', async () => {
  expect(await verifyLinkToken(server.services, accessToken)).toMatchObject({ ...sandboxCaller, userId });
});

test.each([
  ['a string that is no token', () => 'abc'],
  ['an unsigned token', () => `${btoa('{"alg":"none"}')}.${accessToken.split('.')[1]}.`],
  ['a token with another signature', () => `${accessToken.slice(0, -3)}abc`],
  [
    'a token whose claims were changed',
    () => accessToken.replace(/\.[^.]+\./, `.${btoa('{"sub":"x"}').replace(/=+$/, '')}.`),
  ],
])('%s is refused', async (_, token) => {
  await expect(verifyLinkToken(server.services, token())).rejects.toMatchObject({
    code: 'INVALID_TOKEN',
    message: expect.stringMatching(/^The userToken is wrong, .* Create one .* POST \/v1\/tokens\.$/),
  });
});

test('a token lasts five hours by default, as in the original API', () => {
  expect(readConfig({}).tokenSeconds).toBe(5 * 60 * 60);
});

test('a token expires', async () => {
  const later = (seconds: number) => ({ ...server.services, now: () => Date.now() + seconds * 1000 });
  await expect(verifyLinkToken(later(58), accessToken)).resolves.toMatchObject({ userId });
  await expect(verifyLinkToken(later(61), accessToken)).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
});

test('a token stays valid after a key change while the old key is still listed', async () => {
  const [old] = server.services.encryptionKeys;
  const rotated = { ...server.services, encryptionKeys: [randomBytes(32), old!] };
  await expect(verifyLinkToken(rotated, accessToken)).resolves.toMatchObject({ userId });
  const forgotten = { ...server.services, encryptionKeys: [randomBytes(32)] };
  await expect(verifyLinkToken(forgotten, accessToken)).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
});

test('a revoked token is refused', async () => {
  const { body } = await server.call(`/v1/tokens?userId=${userId}`, { method: 'POST' });
  const { id, accessToken: another } = body.data;
  await expect(verifyLinkToken(server.services, another)).resolves.toMatchObject({ tokenId: id });
  await server.services.store.run('delete from tokens where id = $1', [id]);
  await expect(verifyLinkToken(server.services, another)).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
});
