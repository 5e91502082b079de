import { exitCodeOf } from './on-first-signal.ts';
import { onNpmExit } from './on-npm-exit.ts';

/**
 * Ends this process when npm ends, as SIGTERM would end it. Does nothing if the command handles SIGTERM, because such a
 * command watches npm itself.
 */
export const endWithNpm = (): void =>
  onNpmExit(() => {
    if (process.listenerCount('SIGTERM') === 0) process.exit(exitCodeOf('SIGTERM'));
  });
