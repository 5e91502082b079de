import type { Queries } from '../store/store.ts';
import type { ArchiveWriter } from './archive-writer.ts';
import type { Manifest } from './manifest.ts';
import type { Progress } from './progress.ts';

export interface BackupSource extends AsyncDisposable {
  about: Pick<Manifest, 'engine' | 'migrations' | 'tables'>;
  /** May be called only before `addContent`. */
  queries: Pick<Queries, 'all'>;
  /** The data is first written to a file in `folder`, because an archive's entry begins with its size. */
  addContent(archive: ArchiveWriter, folder: string, onProgress: Progress): Promise<void>;
  /** Verifies the added data, as a restoration does. Returns what is damaged, if anything is. */
  verify(folder: string, onProgress: Progress): Promise<string | undefined>;
}
