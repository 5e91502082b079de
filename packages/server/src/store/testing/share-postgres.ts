import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Postgres, startPostgres } from './start-postgres.ts';

/**
 * All test files of a run share one PostgreSQL server. Fifty servers, one for each file, would take 40 s of CPU to
 * start.
 */
export default async function sharePostgres(): Promise<() => Promise<void>> {
  let postgres: Promise<Postgres> | undefined;
  const server = createServer(async (_, response) => {
    try {
      postgres ??= startPostgres({ isShared: true, connections: 400 });
      response.end(await (await postgres).createDatabase());
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  process.env.TEST_DATABASES_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async () => {
    server.close();
    await (await postgres)?.[Symbol.asyncDispose]();
  };
}
