import { ReaderProcess } from '../analysis/reader/reader-process.ts';
import { hostileFiles } from './hostile-files.ts';

/* A process that reads a file without end. A test kills it while it reads. */
const { bytes } = hostileFiles().find(({ name }) => name === 'pdf-forms-in-forms')!;
await new ReaderProcess({ niceness: 0 }).run({ task: 'read', format: 'PDF', bytes }, 600_000);
