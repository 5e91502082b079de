import { startAnalysis } from '../runners/analysis.ts';
import { archiveServices } from './archive-services.ts';

/* A process that only analyses archives. A test kills it. `node run-analysis.ts <data folder>`. */
startAnalysis(await archiveServices(process.argv[2] as string));
