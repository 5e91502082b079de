import { startReceiver } from '@winkwire/server/pipeline/testing/start-receiver';
import { startEngine } from '@winkwire/server/store/testing/engines';
import { startTestServer, type TestServer } from '@winkwire/server/testing/test-server';

/*
 * Measures the disk space of an event with its deliveries and attempts, on each engine:
 *   npm run disk -w bench
 */
const events = 4000;
const result = { finalMatches: true, names: {}, additionalData: { note: 'x'.repeat(300) } };

console.log('| engine | webhooks | bytes of an event on the disk |');
console.log('| --- | --- | --- |');
for (const name of ['sqlite', 'postgres'] as const) {
  await using engine = await startEngine(name);
  for (const webhooks of [0, 1]) {
    await using place = await engine.place();
    await using receiver = await startReceiver();
    await using server = await startTestServer({ ...place.config, rateLimit: 0, webhookHttp: 'loopback' });
    for (let made = 0; made < webhooks; made++) {
      const body = {
        name: `${made}`,
        url: receiver.url,
        eventTypes: ['ALL_EVENTS'],
        secret: 'a long random secret',
      };
      await server.call('/v1/webhooks', { method: 'POST', body });
    }
    const before = await sizeOf(server);
    await publish(server);
    if (webhooks > 0) await receiver.count(events * webhooks);
    const bytes = Math.round(((await sizeOf(server)) - before) / events);
    console.log(`| ${name} | ${webhooks} | ${bytes} |`);
  }
}

async function publish(server: TestServer): Promise<void> {
  let left = events;
  const publishers = Array.from({ length: 32 }, async () => {
    while (left-- > 0) {
      const body = {
        type: 'VERIFICATION_COMPLETED',
        data: { verificationId: `v-${left}`, resultCode: 'S', result },
      };
      const { status, body: response } = await server.call('/v1/events', { method: 'POST', body });
      if (status >= 300) throw new Error(`The event was refused: ${response.message}`);
    }
  });
  await Promise.all(publishers);
}

/** The size of the database in bytes, without its write-ahead log. */
async function sizeOf({ services: { store } }: TestServer): Promise<number> {
  const sql =
    store.engine === 'postgres'
      ? 'select pg_database_size(current_database()) as bytes'
      : 'select page_count * page_size as bytes from pragma_page_count, pragma_page_size';
  return Number((await store.get<{ bytes: number }>(sql))?.bytes);
}
