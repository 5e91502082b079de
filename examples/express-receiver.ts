// Receives webhooks in Express: verifies each request, drops repeated events, and calls the handlers of new events.
//   WINKWIRE_WEBHOOK_SECRET=... node examples/express-receiver.ts
import { createReceiver, nodeHandler } from '@winkwire/receiver';
import express from 'express';

const receiver = createReceiver({ secrets: process.env.WINKWIRE_WEBHOOK_SECRET ?? '' });

receiver.on('ACCOUNT_CONNECTED', ({ data }) => {
  console.log(`${data.userId} linked ${data.accountId}`);
});
receiver.on('ARCHIVE_*', ({ id, type }) => {
  console.log(`${type} ${id}`);
});

const app = express();
// This line has to be before express.json(), because the signature covers the exact bytes.
app.post('/webhooks', nodeHandler(receiver));
app.use(express.json());

const server = app.listen(Number(process.env.PORT ?? 3000), () => {
  console.log('listening on', server.address());
});
