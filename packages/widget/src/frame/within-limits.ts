import { maximumUploadFiles, maximumUploadTotalBytes } from '@winkwire/contract/widget-api';
import type { FileFault, PickedFile } from './picked-file.ts';

/**
 * Sets the fault of the files that exceed the limits of an upload. The size of a faulty file is not counted, so a later
 * file may fit. The limits are checked again at each call.
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
