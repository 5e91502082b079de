import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance, bodyDigest, chainHash, emptyCheckpoint } from './checkpoint.ts';

const event = fc.record({ id: fc.stringMatching(/^et-[0-9a-f]{32}$/), body: fc.json() });
const events = fc.array(event, { minLength: 1, maxLength: 20 });
const walk = (list: { id: string; body: string }[]) => list.reduce(advance, emptyCheckpoint);
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

test('the chain of two events matches its definition', () => {
  const first = sha256(`${'0'.repeat(64)}:et-1:${sha256('{"a":1}')}`);
  const second = sha256(`${first}:et-2:${sha256('{"é":2}')}`);
  const checkpoint = walk([
    { id: 'et-1', body: '{"a":1}' },
    { id: 'et-2', body: '{"é":2}' },
  ]);
  expect(checkpoint).toEqual({ sequence: 2, hash: second });
});

test('the same events in the same order give the same hash, from texts or from bytes', () => {
  fc.assert(
    fc.property(events, (list) => {
      const bytes = list.map(({ id, body }) => ({ id, body: Buffer.from(body) }));
      expect(bytes.reduce(advance, emptyCheckpoint)).toEqual(walk(list));
    }),
  );
});

test('a checkpoint can be stored after any event, and continued from there', () => {
  fc.assert(
    fc.property(events, fc.nat(20), (list, cut) => {
      const half = walk(list.slice(0, cut));
      expect(list.slice(cut).reduce(advance, half)).toEqual(walk(list));
    }),
  );
});

test('a missing, changed or swapped event leads to another hash', () => {
  fc.assert(
    fc.property(events, fc.nat(19), (list, at) => {
      const index = at % list.length;
      const { hash } = walk(list);
      expect(walk(list.toSpliced(index, 1)).hash).not.toBe(hash);
      expect(walk(list.with(index, { ...list[index]!, body: `${list[index]!.body} ` })).hash).not.toBe(hash);
      const swapped = list.toSpliced(index, 1).toSpliced(0, 0, list[index]!);
      const moved = JSON.stringify(swapped) !== JSON.stringify(list);
      expect(walk(swapped).hash !== hash).toBe(moved);
    }),
  );
});

test('an erased body is verified by its digest alone', () => {
  const hash = chainHash(emptyCheckpoint.hash, 'et-1', bodyDigest('{"name":"George"}'));
  expect(advance(emptyCheckpoint, { id: 'et-1', body: '{"name":"George"}' }).hash).toBe(hash);
});
