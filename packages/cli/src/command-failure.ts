/** Thrown to end a command with a message for the user. No stack trace is printed. */
export class CommandFailure extends Error {
  readonly exitCode: number;

  /**
   * `exitCode` is 2 if the flags, the settings or the input of the command were wrong, 130 or 143 if a signal has ended
   * the command, and otherwise 1.
   */
  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
  }
}
