import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientOf } from './client-of.ts';
import { proxyTest } from './proxy-test.ts';
import { RateLimiter } from './rate-limiter.ts';

function clocked(options: { rate: number; burst?: number; most?: number }) {
  const clock = { at: 1000 };
  return { clock, limiter: new RateLimiter({ ...options, now: () => clock.at }) };
}

test('a key never gets more than its burst plus its rate', () => {
  const steps = fc.array(
    fc.record({ wait: fc.integer({ min: 0, max: 300 }), weight: fc.constantFrom(0.05, 0.2, 1) }),
  );
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 50 }), (list, rate) => {
      const { clock, limiter } = clocked({ rate });
      let taken = 0;
      for (const { wait, weight } of list) {
        clock.at += wait;
        if (limiter.take('a', weight) === 0) taken += weight;
        expect(taken).toBeLessThanOrEqual(rate + ((clock.at - 1000) * rate) / 1000 + 0.01);
      }
    }),
  );
});

test('a request is accepted after the time that `take` returned', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 200 }), (rate, tries) => {
      const { clock, limiter } = clocked({ rate });
      for (let n = 0; n < tries; n++) limiter.take('a', 1);
      clock.at += limiter.take('a', 1);
      if (tries >= rate) expect(limiter.take('a', 1)).toBe(0);
    }),
  );
});

test('tokens that are given back can be taken again', () => {
  const { limiter } = clocked({ rate: 10 });
  for (let n = 0; n < 100; n++) {
    expect(limiter.take('a', 1)).toBe(0);
    limiter.charge('a', 9);
    limiter.charge('a', -10);
  }
  expect(limiter.size).toBe(0);
});

test('after a charge that exceeds the available tokens, a request has to wait longer', () => {
  const { clock, limiter } = clocked({ rate: 10 });
  limiter.take('a', 1);
  limiter.charge('a', 19);
  expect(limiter.take('a', 1)).toBeCloseTo(1100);
  clock.at += 1100;
  expect(limiter.take('a', 1)).toBe(0);
});

test('memory is bounded, and many new addresses do not reset a bucket', () => {
  const { clock, limiter } = clocked({ rate: 1, burst: 60, most: 1000 });
  for (let n = 0; n < 60; n++) limiter.take('guesser', 1);
  for (let n = 0; n < 50_000; n++) {
    limiter.take(`stranger ${n}`, 1);
    clock.at += 0.5;
  }
  expect(limiter.size).toBeLessThanOrEqual(1000 + 1024);
  for (let n = 0; n < 25; n++) limiter.take('guesser', 1);
  expect(limiter.take('guesser', 30)).toBeGreaterThan(0);
});

test('a bucket that is full again is deleted', () => {
  const { clock, limiter } = clocked({ rate: 10, most: 100 });
  for (let n = 0; n < 100; n++) limiter.take(`first ${n}`, 1);
  clock.at += 5000;
  limiter.take('second', 1);
  expect(limiter.size).toBe(1);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['::1', '0:0:0:0'],
])('%s is counted as the client %s', (address, client) => {
  expect(clientOf(address)).toBe(client);
});

test('proxies are recognized by address, range and name', () => {
  const isProxy = proxyTest(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32', 'loopback']);
  for (const address of ['10.1.2.3', '::ffff:10.1.2.3', '192.0.2.7', '2001:db8::1', '127.0.0.9', '::1']) {
    expect(isProxy(address), address).toBe(true);
  }
  for (const address of ['11.1.2.3', '192.0.2.8', '2001:db9::1'])
    expect(isProxy(address), address).toBe(false);
  for (const address of ['10.1.2.3:50123', '[2001:db8::1]:443', '[::1]'])
    expect(isProxy(address), address).toBe(true);
  for (const address of ['11.1.2.3:50123', '10.1.2.3:', 'unknown'])
    expect(isProxy(address), address).toBe(false);
  expect(proxyTest(['uniquelocal'])('192.168.1.1')).toBe(true);
  expect(proxyTest([])('127.0.0.1')).toBe(false);
});
