// For platforms where a server is a function from a Request to a Response: Hono, Next.js, Bun, Deno, Workers.
import { createReceiver, webHandler } from '@winkwire/receiver';

// The secret is read at the first request, so that `next build` succeeds without it.
const receiver = createReceiver({ secrets: () => process.env.WINKWIRE_WEBHOOK_SECRET });

receiver.on('ACCOUNT_CONNECTED', ({ data }) => {
  console.log(`${data.userId} linked ${data.accountId}`);
});

/** In Next.js, write `export const POST = fetch`. */
export const fetch = webHandler(receiver);

export default { fetch };
