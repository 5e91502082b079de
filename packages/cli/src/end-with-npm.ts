import { exitCodeOf } from './on-first-signal.ts';
import { onNpmExit } from './on-npm-exit.ts';

/** Ends this process when npm ends. A command that handles SIGTERM does this itself. */
export const endWithNpm = (): void =>
  onNpmExit(() => {
    if (process.listenerCount('SIGTERM') === 0) process.exit(exitCodeOf('SIGTERM'));
  });
