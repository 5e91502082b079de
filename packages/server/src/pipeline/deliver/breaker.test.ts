import { expect, test } from 'vitest';
import { Breaker } from './breaker.ts';

const delivery = {};

function opened(): Breaker {
  const breaker = new Breaker();
  for (let n = 0; n < 5; n++) breaker.failed(delivery, 1000);
  return breaker;
}

test('each failed probe doubles the wait for the next one, up to a minute', () => {
  const breaker = opened();
  const waits = [5, 10, 20, 40, 60, 60].map((seconds) => seconds * 1000);
  let now = 1000;
  for (const wait of waits) {
    expect(breaker.openUntil - now).toBe(wait);
    now = breaker.openUntil;
    breaker.started(delivery);
    breaker.failed(delivery, now);
  }
});

test('ending the wait permits one probe at once, and its failure doubles the wait like any other', () => {
  const breaker = opened();
  expect(breaker.mayStart(2000)).toBe(false);
  breaker.endWait(2000);
  expect([breaker.mayStart(2000), breaker.state]).toEqual([true, 'open']);
  breaker.started(delivery);
  expect([breaker.mayStart(2000), breaker.state]).toEqual([false, 'half-open']);
  breaker.failed(delivery, 2000);
  expect(breaker.openUntil).toBe(12_000);
});

test('after a restart, an endpoint that was failing gets one probe at once, and only its success closes the breaker', () => {
  const breaker = new Breaker();
  breaker.reopen(1000);
  expect([breaker.mayStart(1000), breaker.state]).toEqual([true, 'open']);
  breaker.started(delivery);
  expect([breaker.mayStart(1000), breaker.state]).toEqual([false, 'half-open']);
  breaker.failed(delivery, 1000);
  expect(breaker.openUntil).toBe(11_000);
  breaker.started(delivery);
  breaker.succeeded();
  expect(breaker.state).toBe('closed');
});

test('while a probe is in flight, the failure of an earlier request is not taken for that of the probe', () => {
  const breaker = opened();
  const probe = {};
  breaker.endWait(2000);
  breaker.started(probe);
  breaker.failed(delivery, 2000);
  expect(breaker.state).toBe('half-open');
  breaker.skipped(delivery);
  expect(breaker.state).toBe('half-open');
  breaker.failed(probe, 3000);
  expect([breaker.state, breaker.openUntil]).toEqual(['open', 13_000]);
});

test('ending the wait of a closed breaker changes nothing', () => {
  const breaker = new Breaker();
  breaker.endWait(2000);
  expect(breaker.state).toBe('closed');
});
