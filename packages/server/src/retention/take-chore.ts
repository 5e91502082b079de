import type { Store } from '../store/store.ts';

export interface Chore {
  name: string;
  /** This process. */
  owner: string;
  /** How long another process waits for one that died at it, in ms. */
  leaseMs: number;
}

/** True for one process when the chore is due, and then for none until its lease ends or it is done. */
export async function takeChore(
  store: Store,
  { name, owner, leaseMs }: Chore,
  now: number,
): Promise<boolean> {
  await store.run(
    'insert into chores (name, leased_until, due_at) values ($1, 0, 0) on conflict do nothing',
    [name],
  );
  const taken = await store.run(
    'update chores set owner = $2, leased_until = $3 where name = $1 and due_at <= $4 and leased_until <= $4',
    [name, owner, now + leaseMs, now],
  );
  return taken > 0;
}

/** Throws when another process has taken it over. */
export async function keepChore(store: Store, { name, owner, leaseMs }: Chore, now: number): Promise<void> {
  const kept = await store.run('update chores set leased_until = $3 where name = $1 and owner = $2', [
    name,
    owner,
    now + leaseMs,
  ]);
  if (kept === 0) throw new Error(`Another process has taken over ${name}.`);
}

/** It is due again at `dueAt`. */
export const finishChore = (store: Store, { name, owner }: Chore, dueAt: number) =>
  store.run('update chores set owner = null, leased_until = 0, due_at = $3 where name = $1 and owner = $2', [
    name,
    owner,
    dueAt,
  ]);
