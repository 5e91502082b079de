/** Thrown to end a command with a message for the user. No stack trace is printed. */
export class CommandFailure extends Error {
  readonly exitCode: number;

  /** `exitCode` is 1 if the command failed, and 2 if its flags or settings were wrong. */
  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
  }
}
