import { expect, test } from 'vitest';
import { KeepAliveTrust } from './keep-alive-trust.ts';

test('three connections that ended after one answer each are distrusted, for a minute', () => {
  const hangUps = new KeepAliveTrust();
  expect([
    hangUps.addClosing(10),
    hangUps.addClosing(11),
    hangUps.mayReuse(12),
    hangUps.addClosing(13),
  ]).toEqual([false, false, true, true]);
  expect([hangUps.mayReuse(13), hangUps.mayReuse(60_012), hangUps.mayReuse(60_013)]).toEqual([
    false,
    false,
    true,
  ]);
});

test('one that brought a second answer speaks for the others', () => {
  const hangUps = new KeepAliveTrust();
  hangUps.addClosing(1);
  hangUps.addClosing(2);
  hangUps.confirm();
  expect([hangUps.addClosing(3), hangUps.addClosing(4), hangUps.mayReuse(5)]).toEqual([false, false, true]);
});
