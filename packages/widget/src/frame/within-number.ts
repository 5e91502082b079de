import { maximumUploadFiles } from '@winkwire/contract/widget-api';
import type { PickedFile } from './picked-file.ts';

/** Marks the files beyond the number that can be sent at once. Removing one of the others makes room for the next. */
export const withinNumber = (files: readonly PickedFile[]): PickedFile[] =>
  files.map((file, index) => {
    const own = file.fault === 'TOO_MANY' ? null : file.fault;
    return { ...file, fault: own ?? (index < maximumUploadFiles ? null : 'TOO_MANY') };
  });
