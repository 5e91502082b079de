// biome-ignore-all lint/style/noNonNullAssertion: the catalogue has a row for each view
import type { Reads } from './store.ts';

/** As SQL, in a fixed order. */
export async function describeSchema(queries: Reads, engine: 'sqlite' | 'postgres'): Promise<string> {
  const statements = await (engine === 'sqlite' ? describeSqlite(queries) : describePostgres(queries));
  return `-- The schema on ${engine}, made by the migrations. Written by \`npm run schema -w @winkwire/server\`.\n\n${statements.join('\n\n')}\n`;
}

async function describeSqlite(queries: Reads): Promise<string[]> {
  const rows = await queries.all<{ sql: string }>(
    `select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by tbl_name, type desc, name`,
  );
  return rows.map(({ sql }) => `${sql};`);
}

async function describePostgres(queries: Reads): Promise<string[]> {
  const tables = await queries.all<{ oid: number; name: string; kind: string; options: string | null }>(
    `select oid::int8 as oid, relname as name, relkind as kind, array_to_string(reloptions, ', ') as options
     from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') order by relname`,
  );
  const statements: string[] = [];
  for (const table of tables) {
    if (table.kind === 'v') statements.push(await describeView(queries, table));
    else statements.push(await describeTable(queries, table), ...(await describeIndexes(queries, table)));
  }
  return [...statements, ...(await describeFunctions(queries))];
}

/** Without those of extensions, which the operator may have installed. */
async function describeFunctions(queries: Reads): Promise<string[]> {
  const rows = await queries.all<{ sql: string }>(
    `select pg_get_functiondef(p.oid) as sql from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
       and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
     order by p.proname, p.oid`,
  );
  return rows.map(({ sql }) => `${sql.trim()};`);
}

async function describeView(queries: Reads, { oid, name }: { oid: number; name: string }): Promise<string> {
  const row = await queries.get<{ sql: string }>('select pg_get_viewdef($1::oid, true) as sql', [oid]);
  return `create view ${name} as\n${row!.sql}`;
}

async function describeTable(
  queries: Reads,
  { oid, name, options }: { oid: number; name: string; options: string | null },
): Promise<string> {
  const columns = await queries.all<{ line: string }>(
    `select a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
       || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
       || case when a.attnotnull then ' not null' else '' end as line
     from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attrelid = $1::oid and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    [oid],
  );
  // Only newer versions of PostgreSQL list `not null` as a constraint, so this query leaves it out.
  const constraints = await queries.all<{ line: string }>(
    `select pg_get_constraintdef(oid) as line from pg_constraint
     where conrelid = $1::oid and contype in ('p', 'u', 'f', 'c') order by contype, conname`,
    [oid],
  );
  const lines = [...columns, ...constraints].map(({ line }) => `  ${line}`);
  return `create table ${name} (\n${lines.join(',\n')}\n)${options ? ` with (${options})` : ''};`;
}

async function describeIndexes(queries: Reads, { oid }: { oid: number }): Promise<string[]> {
  const rows = await queries.all<{ sql: string }>(
    `select pg_get_indexdef(i.indexrelid) as sql from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = $1::oid and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)
     order by c.relname`,
    [oid],
  );
  return rows.map(({ sql }) => `${sql};`);
}
