import type { Mode } from '@winkwire/contract/modes';

export const modeNames: Record<Mode, string> = { SANDBOX: 'the sandbox', PRODUCTION: 'production' };
