import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishedOperations } from '../testing/contract-check.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
let ids: string[];
beforeAll(async () => {
  server = await startTestServer();
  const user = (await server.call('/v1/users', { method: 'POST', body: {} })).body.data.user.id;
  const linked = await server.call('/v1/sandbox/accounts', {
    method: 'POST',
    body: {
      userId: user,
      providerId: (await server.call('/v1/providers?accountConnection=true')).body.data.items[0].id,
    },
  });
  const webhook = await server.call('/v1/webhooks', {
    method: 'POST',
    body: {
      name: 'w',
      url: 'http://127.0.0.1:8099/',
      eventTypes: ['ALL_EVENTS'],
      active: false,
      secret: 's',
    },
  });
  ids = [user, linked.body.data.id, webhook.body.data.id, 'et-x', '0', 'null', '..', '%F0%9F%A4%96', '%25'];
});
afterAll(() => server[Symbol.asyncDispose]());

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

/** Bodies that look right in most places: a wrong one alone is refused at the door. */
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

test.each(publishedOperations.map((operation) => [operation.id, operation] as const))(
  '%s never fails on our side, whatever is sent',
  async (_, operation) => {
    const property = fc.asyncProperty(
      fc.array(fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 8), { minLength: 2, maxLength: 2 }),
      query(operation.query as Schema | undefined),
      operation.body ? nearly(operation.body as Schema) : fc.constant(undefined),
      async (places, search, body) => {
        let place = 0;
        const path = operation.path.replaceAll(/:\w+/g, () => ids[places[place++]!]!);
        const answer = await server.call(`${path}?${search}`, { method: operation.method, body });
        expect(answer.body).toMatchObject({ code: expect.any(String), requestId: expect.any(String) });
        expect(answer.status, answer.body.message).toBeLessThan(500);
      },
    );
    await fc.assert(property, { numRuns: 25 });
  },
);
