import type { Mode } from '@winkwire/contract/modes';

/** The name of each mode within a sentence. */
export const modeNames: Record<Mode, string> = { SANDBOX: 'the sandbox', PRODUCTION: 'production' };
