import { startAnalysisRunner } from '../analysis-runner.ts';
import { archiveServices } from './archive-services.ts';

/* A process that only analyses archives, to be killed: `node run-analysis.ts <data folder>`. */
startAnalysisRunner(await archiveServices(process.argv[2] as string));
