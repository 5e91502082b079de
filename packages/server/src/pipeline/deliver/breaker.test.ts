import { expect, test } from 'vitest';
import { Breaker } from './breaker.ts';

function opened(): Breaker {
  const breaker = new Breaker();
  for (let n = 0; n < 5; n++) breaker.failed(1000);
  return breaker;
}

test('each failed probe doubles the wait for the next one, up to a minute', () => {
  const breaker = opened();
  const waits = [5, 10, 20, 40, 60, 60].map((seconds) => seconds * 1000);
  let now = 1000;
  for (const wait of waits) {
    expect(breaker.openUntil - now).toBe(wait);
    now = breaker.openUntil;
    breaker.started();
    breaker.failed(now);
  }
});

test('ending the wait permits one probe at once, and its failure doubles the wait like any other', () => {
  const breaker = opened();
  expect(breaker.mayStart(2000)).toBe(false);
  breaker.endWait(2000);
  expect([breaker.mayStart(2000), breaker.state]).toEqual([true, 'open']);
  breaker.started();
  expect([breaker.mayStart(2000), breaker.state]).toEqual([false, 'half-open']);
  breaker.failed(2000);
  expect(breaker.openUntil).toBe(12_000);
});

test('after a restart, an endpoint that was failing gets one probe at once, and only its success closes the breaker', () => {
  const breaker = new Breaker();
  breaker.reopen(1000);
  expect([breaker.mayStart(1000), breaker.state]).toEqual([true, 'open']);
  breaker.started();
  expect([breaker.mayStart(1000), breaker.state]).toEqual([false, 'half-open']);
  breaker.failed(1000);
  expect(breaker.openUntil).toBe(11_000);
  breaker.started();
  breaker.succeeded();
  expect(breaker.state).toBe('closed');
});

test('ending the wait of a closed breaker changes nothing', () => {
  const breaker = new Breaker();
  breaker.endWait(2000);
  expect(breaker.state).toBe('closed');
});
