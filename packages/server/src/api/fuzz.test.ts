import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { publishedOperations } from '../testing/contract-check.ts';
import { addressOf, type Owned, ownEverything } from '../testing/own-everything.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { Operation } from './operation.ts';

interface Schema {
  properties?: Record<string, Schema>;
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  examples?: unknown[];
}

const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    '\u0000',
    '\ud800',
    '2026-02-30',
    '-1',
    '1e400',
    "'",
    'x'.repeat(5000),
    2 ** 53,
    -0,
    1e308,
  ),
);

/** Makes bodies that are nearly valid, so that some of them pass validation and reach the operation. */
function nearly(schema: Schema): fc.Arbitrary<unknown> {
  const right: fc.Arbitrary<unknown>[] = [];
  const [example] = schema.examples ?? [];
  if (example !== undefined) right.push(fc.constant(example));
  if (schema.enum) right.push(fc.constantFrom(...schema.enum));
  if (schema.anyOf) right.push(...schema.anyOf.map(nearly));
  if (schema.items) right.push(fc.array(nearly(schema.items), { maxLength: 3 }));
  if (schema.properties) {
    const fields = Object.entries(schema.properties).map(([name, field]) => [name, nearly(field)] as const);
    right.push(fc.record(Object.fromEntries(fields), { requiredKeys: [] }));
    if (example !== undefined && typeof example === 'object') {
      const changed = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
      right.push(changed.map((change) => ({ ...(example as object), ...(change as object) })));
    }
  }
  return fc.oneof(
    { weight: 4, arbitrary: right.length > 0 ? fc.oneof(...right) : strange },
    { weight: 1, arbitrary: strange },
  );
}

const query = (schema: Schema | undefined) =>
  fc
    .dictionary(
      fc.constantFrom(...Object.keys(schema?.properties ?? { size: {} })),
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.nat().map(String),
        fc.constantFrom('2026-04-01', 'W10', '%00', '2026-04'),
      ),
    )
    .map((pairs) => new URLSearchParams(pairs as Record<string, string>).toString());

const strangeIds = fc
  .array(fc.constantFrom('et-x', '0', 'null', '..', '%F0%9F%A4%96', '%25', 'a'.repeat(200)), {
    minLength: 2,
    maxLength: 2,
  })
  .map((ids) => [...ids]);

const endsSomething = ({ method, path }: Operation): boolean =>
  method === 'DELETE' || /revoke|errors$/.test(path);

describe.each(['sqlite', 'postgres'] as const)('on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let server: TestServer;
  let owned: Owned;
  const succeeded = new Set<string>();
  beforeAll(async () => {
    engine = await startEngine(name);
    place = await engine.place();
    server = await startTestServer({ databaseUrl: place.config.databaseUrl });
    owned = await ownEverything(server);
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  test.each(publishedOperations.map((operation) => [operation.id, operation] as const))(
    '%s never responds with an internal error',
    async (_, operation) => {
      const property = fc.asyncProperty(
        // Destructive operations get unknown ids, so that the resources remain.
        endsSomething(operation)
          ? strangeIds
          : fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, strangeIds),
        query(operation.query as Schema | undefined),
        operation.body ? nearly(operation.body as Schema) : fc.constant(undefined),
        async (ids, search, body) => {
          const path = ids
            ? operation.path.replaceAll(/:\w+/g, () => ids.pop()!)
            : addressOf(operation.path, owned);
          const response = await server.call(`${path}?${search}`, { method: operation.method, body });
          expect(response.body).toMatchObject({ code: expect.any(String), requestId: expect.any(String) });
          // The id `..` leads to another path. If that path does not support the method, the status is 501.
          if (response.status !== 501) expect(response.status, response.body.message).toBeLessThan(500);
          if (response.status < 300) succeeded.add(operation.id);
        },
      );
      await fc.assert(property, { numRuns: 10 });
    },
  );

  // A fuzz test proves little if validation refuses all requests.
  test('many of the requests were valid', () => {
    expect(succeeded.size).toBeGreaterThan(publishedOperations.length / 2);
  });
});
