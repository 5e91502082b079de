import { expect, test } from 'vitest';
import { awayWhile } from '../testing/away-while.ts';
import { startDelivering } from '../testing/start-delivering.ts';
import { startDispatcher } from '../testing/start-dispatcher.ts';
import { startReceiver } from '../testing/start-receiver.ts';

/* Of a source with more than a lane keeps in memory the rest is read when it is its turn: what if that goes wrong? */

const kept = 100;

const orders = [
  ['in order', false],
  ['in strict order', true],
] as const;
const faults = [
  ['earlier outcomes are not recorded yet', ['recordOutcomes']],
  ['the store cannot be read', ['all', 'recordOutcomes']],
] as const;
const cases = orders.flatMap(([order, strictOrder]) =>
  faults.map(([fault, methods]) => ({ order, strictOrder, fault, methods })),
);

test.each(cases)(
  'a busy source continues $order although, when its next deliveries are to be read, $fault',
  async ({ strictOrder, methods }) => {
    await using receiver = await startReceiver();
    await using delivering = await startDelivering({ roles: ['api'] });
    const { store } = delivering.services;
    const away = { is: false };
    await using _dispatcher = await startDispatcher(delivering, { store: awayWhile(store, away, methods) });
    const held: (() => void)[] = [];
    receiver.behave((_, response) => void held.push(() => response.end()));
    await delivering.webhook(receiver.url, { delivery: { strictOrder } });
    const events = Array.from({ length: 3 * kept }, (_, n) => ({ data: { n } }));
    await delivering.append(...events);
    await receiver.count(1);
    away.is = true;
    receiver.behave((_, response) => void response.end());
    for (const answer of held) answer();
    await receiver.count(kept + 1);
    // Whoever asks only once has asked by now.
    await new Promise((resolve) => setTimeout(resolve, 500));
    away.is = false;
    const received = await receiver.count(events.length);
    expect(received.map(({ event }) => event.data.n)).toEqual(events.map(({ data }) => data.n));
  },
);
