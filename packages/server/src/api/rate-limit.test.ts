import { expect, test } from 'vitest';
import { startTestServer } from '../testing/test-server.ts';

test('one address is served the configured number of requests a second, then told to wait', async () => {
  await using server = await startTestServer({ rateLimit: 5 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => server.call('/v1/users')));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(5);
  expect(refused[0]!.body).toMatchObject({ code: 'REQUEST_LIMIT_EXCEEDED', data: null });
  expect(refused[0]!.body.message).toMatch(/5 requests a second/);
  expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
});

test('without a limit everything is served', async () => {
  await using server = await startTestServer({ rateLimit: 0 });
  const answers = await Promise.all(Array.from({ length: 60 }, () => server.call('/v1/users')));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});

test('probes are not limited', async () => {
  await using server = await startTestServer({ rateLimit: 1 });
  const answers = await Promise.all(Array.from({ length: 10 }, () => server.call('/healthz', { as: null })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});
