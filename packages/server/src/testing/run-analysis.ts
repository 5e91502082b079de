import { startAnalysis } from '../runners/analysis.ts';
import { archiveServices } from './archive-services.ts';

/* Only analyses archives, until a test kills the process. The argument is the data folder. */
startAnalysis(await archiveServices(process.argv[2] as string));
