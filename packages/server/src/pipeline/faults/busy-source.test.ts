import { expect, test } from 'vitest';
import { awayWhile, type Outage } from '../testing/away-while.ts';
import { startDelivering } from '../testing/start-delivering.ts';
import { startDispatcher } from '../testing/start-dispatcher.ts';
import { startReceiver } from '../testing/start-receiver.ts';

/* The store fails at the moment when a lane has to read further deliveries of a source. */

/** The number of blocked deliveries of a source that a lane keeps in memory. */
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
  'a busy source continues $order even if $fault when its next deliveries must be read',
  async ({ strictOrder, methods }) => {
    await using receiver = await startReceiver();
    await using delivering = await startDelivering({ roles: ['api'] });
    const { store } = delivering.services;
    const away: Outage = { is: false };
    await using _dispatcher = await startDispatcher(delivering, { store: awayWhile(store, away, methods) });
    const responses: (() => void)[] = [];
    receiver.behave((_, response) => void responses.push(() => response.end()));
    await delivering.webhook(receiver.url, { delivery: { strictOrder } });
    const events = Array.from({ length: 3 * kept }, (_, n) => ({ data: { n } }));
    await delivering.append(...events);
    await receiver.count(1);
    away.is = true;
    receiver.behave((_, response) => void response.end());
    for (const respond of responses) respond();
    await receiver.count(kept + 1);
    // A lane that did not repeat a failed call would stop here.
    await expect.poll(() => away.failures).toBeGreaterThan(2);
    away.is = false;
    const received = await receiver.count(events.length);
    expect(received.map(({ event }) => event.data.n)).toEqual(events.map(({ data }) => data.n));
  },
);
