import type { Queries } from '../store/store.ts';
import type { ArchiveWriter } from './archive-writer.ts';
import type { Manifest } from './manifest.ts';
import type { Progress } from './progress.ts';

/** The content of a database, read in one snapshot for an archive. */
export interface BackupSource extends AsyncDisposable {
  about: Pick<Manifest, 'engine' | 'migrations' | 'tables'>;
  /** Queries the snapshot. May be called until `addContent` is called. */
  queries: Pick<Queries, 'all'>;
  /**
   * Adds the data to the archive. The data is first written to a file in `folder`, because an entry of an archive
   * begins with the entry's size.
   */
  addContent(archive: ArchiveWriter, folder: string, onProgress: Progress): Promise<void>;
  /**
   * Verifies the data that `addContent` has added, as a restoration does. Returns a sentence that says what is damaged,
   * or undefined if nothing is.
   */
  verify(folder: string, onProgress: Progress): Promise<string | undefined>;
}
