import { CommandFailure } from './command-failure.ts';
import { exitCodeOf, onFirstSignal } from './on-first-signal.ts';

/** The returned signal is aborted at SIGINT or SIGTERM, so that a command can remove its temporary files. */
export function abortOnSignal(outcome: string): AbortSignal {
  const controller = new AbortController();
  onFirstSignal((signal) =>
    controller.abort(new CommandFailure(`${signal}: ${outcome}`, exitCodeOf(signal))),
  );
  return controller.signal;
}
