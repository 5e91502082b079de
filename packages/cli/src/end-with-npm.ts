import { exitCodeOf } from './on-first-signal.ts';
import { onNpmExit } from './on-npm-exit.ts';

/** Ends this process when npm ends, unless the command handles SIGTERM and so watches npm itself. */
export const endWithNpm = (): void =>
  onNpmExit(() => {
    if (process.listenerCount('SIGTERM') === 0) process.exit(exitCodeOf('SIGTERM'));
  });
