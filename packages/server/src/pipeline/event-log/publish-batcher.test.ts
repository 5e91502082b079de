import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Publication } from '../model/publication.ts';
import type { RenderedEvent } from '../model/rendered-event.ts';
import { PublishBatcher } from './publish-batcher.ts';

const publication = (id: string) => ({ event: { id, body: '{}' } as RenderedEvent }) satisfies Publication;

/** Starts a batcher whose writes end when the test calls `end`. */
function start() {
  const batches: { ids: string[]; end(): void }[] = [];
  const batcher = new PublishBatcher(
    (batch) =>
      new Promise((resolve) => {
        const ids = batch.map(({ event }) => event.id);
        batches.push({
          ids,
          end: () => resolve(ids.map((eventId) => ({ kind: 'stored', eventId }))),
        });
      }),
  );
  return { batcher, batches };
}

test('events that are published while a batch is written are the next batch, sent before the first results are given out', async () => {
  const { batcher, batches } = start();
  const under: number[] = [];
  const first = batcher.publish(publication('a')).then(() => under.push(batches.length));
  await setImmediate();
  await setImmediate();
  const others = ['b', 'c'].map((id) => batcher.publish(publication(id)));
  await setImmediate();
  expect(batches.map(({ ids }) => ids)).toEqual([['a']]);
  batches[0]!.end();
  await first;
  expect(batches.map(({ ids }) => ids)).toEqual([['a'], ['b', 'c']]);
  expect(under).toEqual([2]);
  batches[1]!.end();
  expect(await Promise.all(others)).toEqual([
    { kind: 'stored', eventId: 'b' },
    { kind: 'stored', eventId: 'c' },
  ]);
});

test('events that are published in one turn of the event loop are one batch', async () => {
  const { batcher, batches } = start();
  for (const id of ['a', 'b', 'c']) void batcher.publish(publication(id));
  await setImmediate();
  await setImmediate();
  expect(batches.map(({ ids }) => ids)).toEqual([['a', 'b', 'c']]);
});
