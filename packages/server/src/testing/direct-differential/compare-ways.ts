import { Random } from '../differential/random.ts';
import type { TestServer } from '../test-server.ts';
import { bytesOf, generatePublication } from './generate-publication.ts';
import { RawClient, type RawResponse } from './raw-client.ts';

export interface WaysCompared {
  differences: string[];
  /** How many requests without the header {@link pastTheDirectWay} got each status. */
  statuses: Map<number, number>;
}

/**
 * A request with this header is handled by Fastify, and not directly. The header has no other effect, because no route
 * has versions.
 */
export const pastTheDirectWay = 'Accept-Version: 1.0.0';

/** Sends each request to `POST /v1/events` twice, directly and through Fastify, and lists the differences. */
export async function compareWays(
  server: TestServer,
  { seed, requests }: { seed: number; requests: number },
): Promise<WaysCompared> {
  using through = new RawClient(server.url);
  const compared: WaysCompared = { differences: [], statuses: new Map() };
  const stored: [string, string][] = [];
  for (let n = 0; n < requests; n++) {
    const own = (run: string) => generatePublication(new Random(seed * 1_000_003 + n), run);
    const request = bytesOf(own('a'));
    // Each request gets a new connection. After one unusual request, Fastify handles all later requests of a
    // connection.
    using direct = new RawClient(server.url);
    const one = await direct.send(request);
    const other = await through.send(bytesOf(own('b'), pastTheDirectWay));
    compared.statuses.set(one.status, (compared.statuses.get(one.status) ?? 0) + 1);
    const ids = [one, other].map(({ body }) => /"data":\{"id":"(et-\w+)"/.exec(body)?.[1]);
    if (ids[0] && ids[1]) stored.push([ids[0], ids[1]]);
    const [shown, expected] = [comparable(one), comparable(other)];
    if (shown !== expected)
      compared.differences.push(`${request.toString('latin1').slice(0, 900)}\n${shown}\n${expected}`);
  }
  for (const [one, other] of stored) {
    const [row, expected] = [await storedAs(server, one), await storedAs(server, other)];
    if (row !== expected) compared.differences.push(`${row}\n${expected}`);
  }
  return compared;
}

/** Everything except ids and the time. */
function comparable({ status, headers: { date: _, ...headers }, body }: RawResponse): string {
  const sorted = Object.entries(headers).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([status, sorted, body.replaceAll(/(req|et)-[0-9a-f]{32}/g, '$1')]);
}

/** Everything in a stored event that follows from its request. */
async function storedAs({ services: { store } }: TestServer, id: string): Promise<string> {
  const row = await store.get<{ body: string }>(
    'select mode, type, source_id, user_id, session_id, bucket, body from events where id = $1',
    [id],
  );
  return JSON.stringify(row)
    .replaceAll(id, 'et')
    .replace(/createdAt\\":\\"[^"]*"/, '');
}
