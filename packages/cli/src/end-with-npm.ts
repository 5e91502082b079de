import { exitCodeOf } from './on-first-signal.ts';
import { onNpmExit } from './on-npm-exit.ts';

/**
 * When npm ends, ends this process as SIGTERM would, unless the command handles SIGTERM. Such a command watches npm
 * itself.
 */
export const endWithNpm = (): void =>
  onNpmExit(() => {
    if (process.listenerCount('SIGTERM') === 0) process.exit(exitCodeOf('SIGTERM'));
  });
