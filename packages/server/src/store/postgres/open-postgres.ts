import type { Store } from '../store.ts';

export async function openPostgres(_url: string): Promise<Store> {
  throw new Error('WINKWIRE_DATABASE_URL: PostgreSQL is not supported yet; unset it to use SQLite.');
}
