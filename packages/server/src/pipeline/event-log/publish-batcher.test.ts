import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Publication } from '../model/publication.ts';
import type { RenderedEvent } from '../model/rendered-event.ts';
import { PublishBatcher } from './publish-batcher.ts';

const publication = (id: string) => ({ event: { id, body: '{}' } as RenderedEvent }) satisfies Publication;

/** Writes end when the test calls `end`. */
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

const publishAll = (batcher: PublishBatcher, ids: readonly string[]) =>
  ids.map((id) => batcher.publish(publication(id)));
const stored = (ids: readonly string[]) => ids.map((eventId) => ({ kind: 'stored', eventId }));

async function turn(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

test('a smaller batch waits for the one that is being written, and is sent before its results are given out', async () => {
  const { batcher, batches } = start();
  const counts: number[] = [];
  const first = publishAll(batcher, ['a', 'b']);
  void first[0]!.then(() => counts.push(batches.length));
  await turn();
  const last = batcher.publish(publication('c'));
  await turn();
  expect(batches.map(({ ids }) => ids)).toEqual([['a', 'b']]);
  batches[0]!.end();
  expect(await Promise.all(first)).toEqual(stored(['a', 'b']));
  expect(batches.map(({ ids }) => ids)).toEqual([['a', 'b'], ['c']]);
  expect(counts).toEqual([2]);
  batches[1]!.end();
  expect(await last).toEqual({ kind: 'stored', eventId: 'c' });
});

test('a batch that is as large as the one that is being written does not wait for it, but a third one waits', async () => {
  const { batcher, batches } = start();
  const [first, second, third] = [['a'], ['b'], ['c', 'd', 'e']];
  const one = publishAll(batcher, first);
  await turn();
  const two = publishAll(batcher, second);
  await turn();
  const three = publishAll(batcher, third);
  await turn();
  expect(batches.map(({ ids }) => ids)).toEqual([first, second]);
  batches[0]!.end();
  expect(await Promise.all(one)).toEqual(stored(first));
  expect(batches.map(({ ids }) => ids)).toEqual([first, second, third]);
  batches[1]!.end();
  batches[2]!.end();
  expect(await Promise.all([...two, ...three])).toEqual(stored([...second, ...third]));
});

test('events that are published in one turn of the event loop are one batch', async () => {
  const { batcher, batches } = start();
  for (const id of ['a', 'b', 'c']) void batcher.publish(publication(id));
  await setImmediate();
  await setImmediate();
  expect(batches.map(({ ids }) => ids)).toEqual([['a', 'b', 'c']]);
});

test('events for two batches that are published in one turn are sent as two, but a third batch waits', async () => {
  const { batcher, batches } = start();
  const ids = Array.from({ length: 1000 }, (_, n) => `${n}`);
  const published = publishAll(batcher, ids);
  await turn();
  expect(batches).toHaveLength(2);
  const sent = batches.flatMap(({ ids }) => ids);
  expect(sent).toEqual(ids.slice(0, sent.length));
  for (let n = 0; n < batches.length; n++) {
    batches[n]!.end();
    await turn();
  }
  expect(await Promise.all(published)).toEqual(stored(ids));
});
