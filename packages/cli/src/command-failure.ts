/** Ends a command with a message for a person instead of a stack trace. */
export class CommandFailure extends Error {
  readonly exitCode: number;

  /** `exitCode` is 1 when the command failed, and 2 when its flags or settings were wrong. */
  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
  }
}
