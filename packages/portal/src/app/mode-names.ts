import type { Mode } from '@winkwire/contract/modes';

/** The names within a sentence. */
export const modeNames: Record<Mode, string> = { SANDBOX: 'the sandbox', PRODUCTION: 'production' };
