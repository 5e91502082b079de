import { CommandFailure } from './command-failure.ts';
import { reportFailure } from './report-failure.ts';

/**
 * Ends the process when its output cannot be written. A closed pipe is no failure, as in `winkwire events | head -1`.
 * Failed writes to the standard error are ignored, so that `publish` does not stop before its last event.
 */
export function watchOutput(): void {
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit();
    reportFailure(
      new CommandFailure(
        `the standard output cannot be written (${code}). Free some space, or write to another file.`,
      ),
    );
  });
  process.stderr.on('error', () => {});
}
