import { maximumUploadFiles } from '@winkwire/contract/widget-api';
import type { PickedFile } from './picked-file.ts';

/**
 * Marks the files that exceed the maximum number of files in one upload. If an earlier file has been removed,
 * the first marked file loses its mark.
 */
export const withinNumber = (files: readonly PickedFile[]): PickedFile[] =>
  files.map((file, index) => {
    const own = file.fault === 'TOO_MANY' ? null : file.fault;
    return { ...file, fault: own ?? (index < maximumUploadFiles ? null : 'TOO_MANY') };
  });
