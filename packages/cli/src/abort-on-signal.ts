import { CommandFailure } from './command-failure.ts';
import { exitCodeOf, onFirstSignal } from './on-first-signal.ts';

/**
 * Returns a signal that SIGINT and SIGTERM abort, so that a command removes its temporary files before it ends. The
 * command ends with the exit code that a shell gives to a process that a signal has ended.
 */
export function abortOnSignal(outcome: string): AbortSignal {
  const controller = new AbortController();
  onFirstSignal((signal) =>
    controller.abort(new CommandFailure(`${signal}: ${outcome}`, exitCodeOf(signal))),
  );
  return controller.signal;
}
