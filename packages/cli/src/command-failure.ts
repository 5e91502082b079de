/** Ends a command with a message for the user, without a stack trace. */
export class CommandFailure extends Error {
  readonly exitCode: number;

  /** `exitCode` is 2 for wrong flags, settings or input, 130 or 143 after a signal, and otherwise 1. */
  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
  }
}
