import { CommandFailure } from './command-failure.ts';
import { reportFailure } from './report-failure.ts';

/**
 * Ends the process when its standard output cannot be written. If the reader has closed the pipe, as in
 * `winkwire events | head -1`, this is no failure. Errors of the standard error are ignored: they cannot be reported,
 * and a command such as `publish` must not end half-way because of them.
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
