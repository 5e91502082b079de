import type { Readable } from 'node:stream';
import type { Queries } from '../store/store.ts';
import type { Manifest } from './manifest.ts';

/**
 * An empty database into which an archive is loaded. Disposing the target without `commit` leaves the database empty.
 */
export interface RestoreTarget extends AsyncDisposable {
  begin(manifest: Manifest): Promise<void>;
  /** Reads all of `content`. */
  load(entry: string, content: Readable): Promise<void>;
  /** Queries the data before it is committed. */
  read<Result>(work: (queries: Pick<Queries, 'all'>) => Promise<Result>): Promise<Result>;
  commit(): Promise<void>;
}
