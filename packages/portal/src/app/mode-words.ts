import type { Mode } from '@winkwire/contract/modes';

/** A mode within a sentence. */
export const modeWords: Record<Mode, string> = { SANDBOX: 'the sandbox', PRODUCTION: 'production' };
