import { maximumUploadFiles } from '@winkwire/contract/widget-api';
import type { PickedFile } from './picked-file.ts';

/**
 * Marks the files beyond the maximum number of one upload. If a file before them is removed, the next one loses its
 * mark.
 */
export const withinNumber = (files: readonly PickedFile[]): PickedFile[] =>
  files.map((file, index) => {
    const own = file.fault === 'TOO_MANY' ? null : file.fault;
    return { ...file, fault: own ?? (index < maximumUploadFiles ? null : 'TOO_MANY') };
  });
