import { expect, test } from 'vitest';
import type { QueueEntry } from './queue-entry.ts';
import { RememberedQueues } from './remembered-queues.ts';

const entryOf = (webhookId: string) => {
  const lane = { head: 0, lastAdmitted: undefined as { sequence: number; eventId: string } | undefined };
  const entry = { endpoint: { tenantId: 'acme', id: webhookId }, lane } as unknown as QueueEntry;
  const admit = (sequence: number): void => {
    Object.assign(lane, { head: sequence, lastAdmitted: { sequence, eventId: `et-${sequence}` } });
  };
  return { entry, admit };
};
const lastOf = (remembered: RememberedQueues, entries: QueueEntry[]) =>
  remembered.take(entries).map(({ last }) => last?.sequence);

test('the last delivery before a failure is still known when others were admitted after it', () => {
  const remembered = new RememberedQueues();
  const { entry, admit } = entryOf('wh-1');
  admit(40);
  remembered.remember([entry], 1000);
  admit(67);
  expect(lastOf(remembered, [entry])).toEqual([40, 67]);
  expect(lastOf(remembered, [entry])).toEqual([67]);
});

test('a burst of failures is remembered once, and a queue that stands still has one state', () => {
  const remembered = new RememberedQueues();
  const { entry, admit } = entryOf('wh-1');
  admit(1);
  remembered.remember([entry], 1000);
  admit(2);
  remembered.remember([entry], 1049);
  remembered.remember([entry], 1051);
  remembered.remember([entry], 2000);
  expect(lastOf(remembered, [entry])).toEqual([1, 2, 2]);
});

test('of many failures, the last ones are remembered, and only for queues that the process still has', () => {
  const remembered = new RememberedQueues();
  const { entry, admit } = entryOf('wh-1');
  const { entry: gone, admit: admitGone } = entryOf('wh-2');
  admitGone(1);
  for (let n = 1; n <= 30; n++) {
    admit(n);
    remembered.remember([entry, gone], n * 1000);
  }
  expect(lastOf(remembered, [entry])).toEqual([...Array.from({ length: 20 }, (_, n) => n + 11), 30]);
});
