import { CommandFailure } from './command-failure.ts';
import { exitCodeOf, onFirstSignal } from './on-first-signal.ts';

/** SIGINT and SIGTERM abort this signal, so that a command can remove its temporary files before it ends. */
export function abortOnSignal(outcome: string): AbortSignal {
  const controller = new AbortController();
  onFirstSignal((signal) =>
    controller.abort(new CommandFailure(`${signal}: ${outcome}`, exitCodeOf(signal))),
  );
  return controller.signal;
}
