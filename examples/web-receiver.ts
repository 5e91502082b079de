// Webhooks wherever a server is a function from Request to Response: Hono, Next.js, Bun, Deno, Workers.
import { createReceiver, webHandler } from '@winkwire/receiver';

// A function is called at the first request: `next build` succeeds where the secret is not known.
const receiver = createReceiver({ secrets: () => process.env.WINKWIRE_WEBHOOK_SECRET });

receiver.on('ACCOUNT_CONNECTED', ({ data }) => {
  console.log(`${data.userId} linked ${data.accountId}`);
});

/** In Next.js: `export const POST = fetch`. */
export const fetch = webHandler(receiver);

export default { fetch };
