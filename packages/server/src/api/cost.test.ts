import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { costTable, isTooExpensive, type Row } from '../testing/cost/cost-table.ts';
import { type MeasuredServer, startMeasuredServer } from '../testing/cost/measured-server.ts';
import { otherAttacks, otherReaders } from '../testing/cost/other-readers.ts';
import { type Attack, limitOf, worstRequests, worstUploads } from '../testing/cost/worst-requests.ts';
import { routes } from './routes.ts';

/*
 * Sends every operation the worst requests that its schema permits. CPU time is measured, so a busy machine does no
 * harm. `npm run cost -w bench` sends many more.
 */

const megabyte = 1024 * 1024;
let server: MeasuredServer;
const rows: Row[] = [];

beforeAll(async () => {
  server = await startMeasuredServer();
}, 60_000);
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  console.log(costTable(rows).split('\n').slice(0, 14).join('\n'));
});

/** The attacks that caused a fault, or were too expensive in both of two runs. One expensive run may be an accident. */
async function tooExpensive(operation: string, attacks: Iterable<Attack>): Promise<string[]> {
  const found: string[] = [];
  for (const { name, request } of attacks) {
    const costs = [await server.measure(request)];
    if (isTooExpensive(costs[0]!)) costs.push(await server.measure(request));
    const [cost] = costs.toSorted((a, b) => a.cpu - b.cpu);
    rows.push({ operation, attack: name, ...cost! });
    if (costs.every(isTooExpensive)) found.push(`${name}: ${JSON.stringify(cost)}`);
    if (isFault(cost!.status)) found.push(`${name}: status ${cost!.status}`);
  }
  return found;
}

/** No response, or an internal error. 501 only means that the path does not have this method. */
const isFault = (status: number): boolean => status === 0 || (status >= 500 && status !== 501);

describe('the worst requests cost less than 50 ms and 100 MB', () => {
  test.each(routes.map((operation) => [operation.id, operation] as const))(
    '%s',
    async (id, operation) => {
      const sizes = [Math.min(limitOf(operation), megabyte)];
      expect(await tooExpensive(id, worstRequests(operation, server, { sizes, few: true }))).toEqual([]);
    },
    60_000,
  );

  const uploads = routes.filter((operation) => limitOf(operation) > megabyte);
  test.each(uploads.map((operation) => [operation.id, operation] as const))(
    '%s, of 64 MB',
    async (id, operation) => {
      expect(await tooExpensive(id, worstUploads(operation, server))).toEqual([]);
    },
    120_000,
  );

  test.each(otherReaders)('%s %s', async (method, path) => {
    const attacks = otherAttacks(method, path);
    expect(await tooExpensive(`${method} ${path}`, attacks)).toEqual([]);
  });
});
