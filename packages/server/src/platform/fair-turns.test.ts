import { setImmediate as tick } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FairTurns, type TurnOwner } from './fair-turns.ts';

/** The test starts and ends pieces of work by name. */
function works(turns: FairTurns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const add = (name: string, owner: TurnOwner) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const work = async () => {
      begun.push(name);
      ends.set(name, resolve);
      await promise;
    };
    return turns.run(owner, work);
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await tick();
  };
  return { begun, add, end };
}

const one = { ofAll: 1, ofTenant: 1, ofUser: 1 };

test('a user with one piece of work waits for one piece of another user, not for all twenty', async () => {
  const { begun, add, end } = works(new FairTurns(one));
  for (let index = 0; index < 20; index++) void add(`many-${index}`, { tenantId: 'a', userId: 'many' });
  void add('few', { tenantId: 'a', userId: 'few' });
  await tick();
  await end('many-0');
  expect(begun).toEqual(['many-0', 'few']);
});

test('turns go to tenants first: many users of one tenant get no more turns than the only user of another', async () => {
  const { begun, add, end } = works(new FairTurns(one));
  for (let user = 0; user < 20; user++) void add(`many-${user}`, { tenantId: 'many', userId: `u${user}` });
  void add('few-0', { tenantId: 'few', userId: 'u' });
  void add('few-1', { tenantId: 'few', userId: 'u' });
  await tick();
  await end('many-0');
  await end('few-0');
  await end('many-1');
  expect(begun).toEqual(['many-0', 'few-0', 'many-1', 'few-1']);
});

test('a user never has two places, and a tenant never has all of them', async () => {
  const { begun, add } = works(new FairTurns({ ofAll: 3, ofTenant: 2, ofUser: 1 }));
  for (const name of ['1', '2']) void add(`same-${name}`, { tenantId: 'a', userId: 'same' });
  for (const name of ['1', '2', '3']) void add(`other-${name}`, { tenantId: 'a', userId: `other-${name}` });
  void add('stranger', { tenantId: 'b', userId: 'x' });
  await tick();
  expect(begun).toEqual(
    ['same-1', 'stranger', 'other-1'].toSorted((x, y) => begun.indexOf(x) - begun.indexOf(y)),
  );
});

test('each piece of work is done once, and never more of them at the same time than there are places', async () => {
  const owner = fc.record({
    tenantId: fc.constantFrom('a', 'b', 'c'),
    userId: fc.constantFrom('x', 'y', 'z'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(owner, { maxLength: 30 }), async (owners) => {
      const turns = new FairTurns({ ofAll: 3, ofTenant: 2, ofUser: 1 });
      const running: TurnOwner[] = [];
      let done = 0;
      const all = owners.map((each) =>
        turns.run(each, async () => {
          running.push(each);
          expect(running.length).toBeLessThanOrEqual(3);
          expect(running.filter(({ tenantId }) => tenantId === each.tenantId).length).toBeLessThanOrEqual(2);
          await tick();
          running.splice(running.indexOf(each), 1);
          done++;
        }),
      );
      await Promise.all(all);
      expect(done).toBe(owners.length);
    }),
    { numRuns: 50 },
  );
});

test('work that fails frees its place', async () => {
  const turns = new FairTurns(one);
  const owner = { tenantId: 'a', userId: 'u' };
  await expect(turns.run(owner, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await turns.run(owner, async () => 'next')).toBe('next');
});
