import { ReaderProcess } from '../analysis/reader/reader-process.ts';
import { hostileFiles } from './hostile-files.ts';

/* A process that has a file read which takes all the time that there is; to be killed meanwhile. */
const { bytes } = hostileFiles().find(({ name }) => name === 'pdf-forms-in-forms')!;
await new ReaderProcess({ niceness: 0 }).run({ task: 'read', format: 'PDF', bytes }, 600_000);
