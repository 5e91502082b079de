import type { Queries, Store } from '../store/store.ts';

/** Keeps a loader for pages that name it by its hash. These pages still receive it after an upgrade. */
export async function storeLoader(
  store: Store,
  { hash, script, now }: { hash: string; script: string; now: number },
): Promise<void> {
  if (await findLoader(store, hash)) return;
  await store.transaction((transaction) =>
    transaction.run(
      'insert into loaders (hash, script, stored_at) values ($1, $2, $3) on conflict do nothing',
      [hash, script, now],
    ),
  );
}

export async function findLoader(queries: Queries, hash: string): Promise<string | undefined> {
  const row = await queries.get<{ script: string }>('select script from loaders where hash = $1', [hash]);
  return row?.script;
}
