import { FileFaultError } from './messages.ts';
import type { TiffPage } from './tiff-pages.ts';

/** Refuses a TIFF whose strips or tiles reach beyond the end of the file. The decoder cannot read such a page. */
export function refuseCutStrips(page: TiffPage, fileLength: number): void {
  // In the old form of JPEG in TIFF, the strips do not have the data, and their sizes may be unset. So they are not
  // checked.
  if (page.get(259)?.[0] === 6) return;
  const starts = page.get(273) ?? page.get(324) ?? [];
  const sizes = page.get(279) ?? page.get(325) ?? [];
  if (starts.some((start, index) => start + (sizes[index] ?? 0) > fileLength))
    throw new FileFaultError('CORRUPT', 'A strip or tile of the TIFF ends too early.');
}
