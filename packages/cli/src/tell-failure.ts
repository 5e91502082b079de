import { styleText } from 'node:util';
import { WinkwireError } from '@winkwire/demo/winkwire-client';

/** What ends a command with a message for a human instead of a stack trace. */
export class CommandFailure extends Error {
  readonly exitCode: number;

  /** `exitCode` 1 says that it did not work, 2 that it was asked wrongly. */
  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
  }
}

/** Prints the failure and ends the process, which may be half started; what we did not foresee keeps its stack. */
export function tellFailure(error: unknown): never {
  const foreseen = error instanceof CommandFailure || error instanceof WinkwireError;
  const message = error instanceof Error ? (foreseen ? error.message : error.stack) : String(error);
  process.stderr.write(`\n${styleText('red', 'winkwire:', { stream: process.stderr })} ${message}\n\n`);
  process.exit(error instanceof CommandFailure ? error.exitCode : 1);
}
