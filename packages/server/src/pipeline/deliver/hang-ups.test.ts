import { expect, test } from 'vitest';
import { HangUps } from './hang-ups.ts';

test('three connections that ended after one answer each are distrusted, for a minute', () => {
  const hangUps = new HangUps();
  expect([hangUps.add(10), hangUps.add(11), hangUps.mayReuse(12), hangUps.add(13)]).toEqual([
    false,
    false,
    true,
    true,
  ]);
  expect([hangUps.mayReuse(13), hangUps.mayReuse(60_012), hangUps.mayReuse(60_013)]).toEqual([
    false,
    false,
    true,
  ]);
});

test('one that brought a second answer speaks for the others', () => {
  const hangUps = new HangUps();
  hangUps.add(1);
  hangUps.add(2);
  hangUps.disprove();
  expect([hangUps.add(3), hangUps.add(4), hangUps.mayReuse(5)]).toEqual([false, false, true]);
});
