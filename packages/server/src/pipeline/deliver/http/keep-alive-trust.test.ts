import { expect, test } from 'vitest';
import { KeepAliveTrust } from './keep-alive-trust.ts';

test('a receiver that closed three connections after one response each is distrusted for a minute', () => {
  const trust = new KeepAliveTrust();
  expect([trust.addClosing(10), trust.addClosing(11), trust.mayReuse(12), trust.addClosing(13)]).toEqual([
    false,
    false,
    true,
    true,
  ]);
  expect([trust.mayReuse(13), trust.mayReuse(60_012), trust.mayReuse(60_013)]).toEqual([false, false, true]);
});

test('a connection that carried a second response restores trust', () => {
  const trust = new KeepAliveTrust();
  trust.addClosing(1);
  trust.addClosing(2);
  trust.confirm();
  expect([trust.addClosing(3), trust.addClosing(4), trust.mayReuse(5)]).toEqual([false, false, true]);
});
