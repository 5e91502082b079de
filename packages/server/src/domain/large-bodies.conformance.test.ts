import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDelivering } from '../pipeline/testing/start-delivering.ts';
import type { Queries } from '../store/store.ts';
import { type Engine, startEngine } from '../store/testing/engines.ts';
import { readMissing } from './missing-events.ts';
import { pageBytes } from './page-bytes.ts';
import { previewFilter } from './preview-filter.ts';

const count = 6;
const large = 'a'.repeat(900_000);

/** Records the size of the largest result of `all`. */
function measuring(queries: Queries) {
  const measured = { mostBytes: 0 };
  const all: Queries['all'] = async (sql, parameters) => {
    const rows = await queries.all(sql, parameters);
    measured.mostBytes = Math.max(measured.mostBytes, JSON.stringify(rows).length);
    return rows as never;
  };
  return { measured, queries: { ...queries, all, get: queries.get.bind(queries) } as Queries };
}

describe.each(['sqlite', 'postgres'] as const)('events with large bodies on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  test('are read in parts by a backfill and by the preview of a filter, and none is left out', async () => {
    await using place = await engine.place();
    await using delivering = await startDelivering({ ...place.config, roles: ['api'] });
    const { services, caller } = delivering;
    await delivering.append(...Array.from({ length: count }, (_, n) => ({ data: { n, large } })));
    const { measured, queries } = measuring(services.store);

    const found: string[] = [];
    const range = { ...caller, webhookId: 'wh-none', until: Date.now() + 1 };
    for (let after: string | undefined = 'et-'; after !== undefined; ) {
      const { missing, end } = await readMissing(queries, { ...range, after }, { wants: () => true });
      found.push(...missing.map(({ id }) => id));
      after = end?.id;
    }
    expect(new Set(found).size).toBe(count);
    expect(found).toHaveLength(count);

    const filter = { n: 3 };
    const question = { eventTypes: ['ALL_EVENTS'], filter, budgetMs: Number.POSITIVE_INFINITY };
    const preview = await previewFilter(queries, caller, question);
    expect(preview).toMatchObject({ matched: 1, examined: count });
    expect(measured.mostBytes).toBeGreaterThan(large.length);
    expect(measured.mostBytes).toBeLessThan(pageBytes + 10_000);
  });
});
