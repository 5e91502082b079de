import type { PageReading } from '../analysis/reader/messages.ts';
import type { PageRecord, ReadingRecord } from '../domain/archive-reading.ts';
import type { ArchiveWithFiles } from '../domain/archive-resource.ts';
import { setPagesRead } from '../domain/archives.ts';
import type { Services } from '../platform/services.ts';

/** Records each page that has been read, because the widget shows the progress. */
export class ReadingProgress {
  readonly #services: Pick<Services, 'log' | 'now' | 'store'>;
  readonly #archiveId: string;
  /** The pages of each file. A file counts as one page until its first page has been read. */
  readonly #pagesOf: number[];
  readonly #pages: PageRecord[] = [];
  readonly #startedAt: number;
  #writing: Promise<void> | undefined;
  #isBehind = false;

  constructor(services: Pick<Services, 'log' | 'now' | 'store'>, { archive, files }: ArchiveWithFiles) {
    this.#services = services;
    this.#archiveId = archive.id;
    this.#pagesOf = files.map(() => 1);
    this.#startedAt = services.now();
  }

  add(file: number, { pages, ...page }: PageReading): void {
    this.#pagesOf[file] = pages;
    this.#pages.push({ ...page, file, at: this.#services.now() });
    this.#isBehind = true;
    this.#writing ??= this.#write();
  }

  async end(): Promise<ReadingRecord> {
    await this.#writing;
    return { startedAt: this.#startedAt, endedAt: this.#services.now(), pages: this.#pages };
  }

  /** Makes one update at a time. Pages that are read during an update are counted by the next update. */
  async #write(): Promise<void> {
    const { store, log } = this.#services;
    while (this.#isBehind) {
      this.#isBehind = false;
      const known = this.#pagesOf.reduce((sum, pages) => sum + pages, 0);
      await setPagesRead(store, this.#archiveId, { known, read: this.#pages.length }).catch((err: unknown) =>
        log.warn({ archiveId: this.#archiveId, err }, 'progress.not-recorded'),
      );
    }
    this.#writing = undefined;
  }
}
