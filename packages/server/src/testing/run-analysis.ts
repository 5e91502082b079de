import { startAnalysis } from '../runners/analysis.ts';
import { archiveServices } from './archive-services.ts';

/* Runs in a process that a test kills. The process only analyses archives. Its argument is the data folder. */
startAnalysis(await archiveServices(process.argv[2] as string));
