import { exitCodeOf } from './on-first-signal.ts';
import { onNpmExit } from './on-npm-exit.ts';

/**
 * Ends a command that does not handle signals when npm ends, as SIGTERM would. The other commands watch npm themselves.
 */
export const endWithNpm = (): void =>
  onNpmExit(() => {
    if (process.listenerCount('SIGTERM') === 0) process.exit(exitCodeOf('SIGTERM'));
  });
