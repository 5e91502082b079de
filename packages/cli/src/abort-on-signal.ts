import { CommandFailure } from './command-failure.ts';
import { exitCodeOf, onFirstSignal } from './on-first-signal.ts';

/**
 * Returns an AbortSignal that SIGINT and SIGTERM abort, so that a command can remove its temporary files before it
 * ends. The command then has the exit code that a shell reports for a process that SIGINT or SIGTERM has ended.
 */
export function abortOnSignal(outcome: string): AbortSignal {
  const controller = new AbortController();
  onFirstSignal((signal) =>
    controller.abort(new CommandFailure(`${signal}: ${outcome}`, exitCodeOf(signal))),
  );
  return controller.signal;
}
