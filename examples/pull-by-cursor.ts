// A back end without a public address can pull the body, headers and signatures of each delivery.
//   WINKWIRE_URL=... WINKWIRE_KEY=... WINKWIRE_SECRET=... WINKWIRE_WEBHOOK=wh-... \
//   node examples/pull-by-cursor.ts [after]
import { eventSource } from '@winkwire/receiver';

const { WINKWIRE_URL, WINKWIRE_KEY, WINKWIRE_SECRET, WINKWIRE_WEBHOOK } = process.env;
const source = eventSource({
  baseUrl: `${WINKWIRE_URL}/v1`,
  webhookId: WINKWIRE_WEBHOOK ?? '',
  apiKey: WINKWIRE_KEY ?? '',
  apiSecret: WINKWIRE_SECRET ?? '',
});

let cursor = Number(process.argv[2] ?? 0);
for (;;) {
  const { items, lastSequence } = await source.events(cursor);
  for (const { sequence, body } of items) {
    const event = body === null ? null : JSON.parse(body);
    console.log(sequence, event?.type ?? 'erased');
    // Store the cursor in the transaction that handles the event. Then no event is missed or handled twice.
    cursor = sequence;
  }
  if (cursor >= lastSequence || items.length === 0) break;
}
