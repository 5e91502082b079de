import type { Archive } from '@winkwire/contract/resources/archive';
import type { ArchiveReading, ReadPage } from '@winkwire/contract/resources/archive-reading';

export interface PageChoice extends Pick<ReadPage, 'fileId' | 'page'> {
  label: string;
}

/** The pages that the reader can choose. If a file was not read, only its first page can be chosen. */
export function pageChoices({ rawFiles }: Archive, { pages }: ArchiveReading): PageChoice[] {
  return rawFiles.flatMap(({ id, name }) => {
    const read = pages.filter(({ fileId }) => fileId === id);
    const known = read.length > 0 ? read : [{ fileId: id, page: 1 }];
    return known.map(({ fileId, page }) => ({
      fileId,
      page,
      label: labelOf(page, { name, of: known.length }),
    }));
  });
}

const labelOf = (page: number, { name, of }: { name: string; of: number }): string =>
  of === 1 ? name : `${name}, page ${page} of ${of}`;
