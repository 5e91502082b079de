import { ReaderProcess } from '../analysis/reader/reader-process.ts';
import { hostileFiles } from './hostile-files.ts';

/* Runs in a process that a test kills while it reads a file that takes very long. */
const { bytes } = hostileFiles().find(({ name }) => name === 'pdf-forms-in-forms')!;
await new ReaderProcess({ niceness: 0 }).run({ task: 'read', format: 'PDF', bytes }, 600_000);
