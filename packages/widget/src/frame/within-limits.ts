import { maximumUploadFiles, maximumUploadTotalBytes } from '@winkwire/contract/widget-api';
import type { FileFault, PickedFile } from './picked-file.ts';

/**
 * Marks the files that exceed the limits of an upload. The size of a marked file does not count, so a smaller file
 * after it may fit. Earlier marks of this kind are ignored.
 */
export function withinLimits(files: readonly PickedFile[]): PickedFile[] {
  let total = 0;
  return files.map((file, index) => {
    const fault = ownFault(file) ?? excess(index, total + file.size);
    if (!fault) total += file.size;
    return { ...file, fault };
  });
}

const ownFault = ({ fault }: PickedFile): FileFault | null =>
  fault === 'TOO_MANY' || fault === 'TOO_LARGE_TOGETHER' ? null : fault;

function excess(index: number, total: number): FileFault | null {
  if (index >= maximumUploadFiles) return 'TOO_MANY';
  return total > maximumUploadTotalBytes ? 'TOO_LARGE_TOGETHER' : null;
}
