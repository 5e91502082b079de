import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { describeSchema } from './describe-schema.ts';
import { openStore, type StoreConfig } from './open-store.ts';
import { startEngine } from './testing/engines.ts';

const startFile = fileURLToPath(new URL('./testing/start-child.ts', import.meta.url));

function startChild(config: StoreConfig) {
  const child = fork(startFile, [JSON.stringify(config)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const message = () => new Promise<unknown>((resolve) => child.once('message', resolve));
  const ready = message();
  return {
    ready,
    async open(): Promise<unknown> {
      const opened = message();
      child.send('open');
      return opened;
    },
    end: () => child.disconnect(),
  };
}

test.each(['sqlite', 'postgres'] as const)(
  'twenty processes that start at the same time on an empty %s create one complete schema',
  { timeout: 120_000 },
  async (name) => {
    await using engine = await startEngine(name);
    await using place = await engine.place();
    const children = Array.from({ length: 20 }, () => startChild(place.config));
    await Promise.all(children.map(({ ready }) => ready));
    const results = await Promise.all(children.map((child) => child.open()));
    for (const child of children) child.end();
    expect(results).toEqual(Array(20).fill('opened'));
    const store = await openStore(place.config);
    expect(await describeSchema(store, name)).toBe(committed(name));
    const numbers = await store.all<{ number: number }>('select number from migrations order by number');
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(numbers.length);
    await store.close();
  },
);

test.each(['sqlite', 'postgres'] as const)(
  'the committed schema of %s is the one that the migrations create',
  async (name) => {
    await using engine = await startEngine(name);
    await using place = await engine.place();
    const store = await openStore(place.config);
    const schema = await describeSchema(store, name);
    await store.close();
    expect(schema, 'run: npm run schema -w @winkwire/server').toBe(committed(name));
  },
);

test.each(['sqlite', 'postgres'] as const)(
  'on %s, a version starts after newer migrations that only add, and refuses to start after one that removes something',
  async (name) => {
    await using engine = await startEngine(name);
    await using place = await engine.place();
    const newer = await openStore(place.config);
    await newer.run(`insert into migrations (number, name, applied_at) values (999998, 'of-tomorrow', 1)`);
    await (await openStore(place.config)).close();
    await newer.run(
      `insert into migrations (number, name, applied_at) values (999999, 'contract-old-column', 1)`,
    );
    await expect(openStore(place.config)).rejects.toThrow('migrated by a newer version (migration 999999)');
    expect(await describeSchema(newer, name)).toBe(committed(name));
    await newer.close();
  },
);

/**
 * The columns that a view does not have, although its table has them. On PostgreSQL, a view keeps the columns that
 * existed when it was made.
 */
const missingIn = {
  postgres: { live_webhooks: ['probe_requested_at'], referenced_users: ['erasing'] },
  sqlite: { live_webhooks: [], referenced_users: ['erasing'] },
};
const tableOf = { live_webhooks: 'webhooks', referenced_users: 'users' };
const namesOfColumns = {
  postgres: `select attname as name from pg_attribute
    where attrelid = cast($1 as regclass) and attnum > 0 and not attisdropped`,
  sqlite: 'select name from pragma_table_info($1)',
};

test.each(['sqlite', 'postgres'] as const)(
  'on %s, each view has the columns of its table, so a migration that adds one makes the view again',
  async (name) => {
    await using engine = await startEngine(name);
    await using place = await engine.place();
    const store = await openStore(place.config);
    const columnsOf = async (relation: string): Promise<string[]> =>
      (await store.all<{ name: string }>(namesOfColumns[name], [relation])).map((column) => column.name);
    for (const view of ['live_webhooks', 'referenced_users'] as const) {
      const ofView = await columnsOf(view);
      const missing = (await columnsOf(tableOf[view])).filter((column) => !ofView.includes(column));
      expect(missing, 'make the view again in the same migration, as 000052-owner-mails.sql does').toEqual(
        missingIn[name][view],
      );
    }
    await store.close();
  },
);

const committed = (name: string): string =>
  readFileSync(new URL(`./schema.${name}.sql`, import.meta.url), 'utf8');
