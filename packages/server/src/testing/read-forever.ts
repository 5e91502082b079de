import { ReaderProcess } from '../analysis/reader/reader-process.ts';
import { hostileFiles } from './hostile-files.ts';

/* Reads a file that takes minutes, so that a test has time to kill this process. */
const { bytes } = hostileFiles().find(({ name }) => name === 'pdf-forms-in-forms')!;
await new ReaderProcess({ niceness: 0 }).run({ task: 'read', format: 'PDF', bytes }, 600_000);
