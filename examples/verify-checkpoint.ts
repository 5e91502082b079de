// Checks that no event is missing, by comparing the hash of all events of a webhook with that of the server.
//   WINKWIRE_URL=... WINKWIRE_KEY=... WINKWIRE_SECRET=... WINKWIRE_WEBHOOK=wh-... WINKWIRE_WEBHOOK_SECRET=... \
//   node examples/verify-checkpoint.ts
import { catchUp, createReceiver, eventSource } from '@winkwire/receiver';

const { WINKWIRE_URL, WINKWIRE_KEY, WINKWIRE_SECRET, WINKWIRE_WEBHOOK, WINKWIRE_WEBHOOK_SECRET } =
  process.env;
const source = eventSource({
  baseUrl: `${WINKWIRE_URL}/v1`,
  webhookId: WINKWIRE_WEBHOOK ?? '',
  apiKey: WINKWIRE_KEY ?? '',
  apiSecret: WINKWIRE_SECRET ?? '',
});
const receiver = createReceiver({ secrets: WINKWIRE_WEBHOOK_SECRET ?? '' });

const { checkpoint, complete, missed } = await catchUp({ source, receiver });
console.log(complete ? 'complete' : 'incomplete', `${missed} pulled`, checkpoint.sequence, checkpoint.hash);
