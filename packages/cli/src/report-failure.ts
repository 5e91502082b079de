import { styleText } from 'node:util';
import { ClientError } from '@winkwire/contract/client';
import { CommandFailure } from './command-failure.ts';

/** Ends the process, even if a part of the server has started. Only unexpected errors have a stack trace. */
export function reportFailure(error: unknown): never {
  process.stderr.write(`${failureText(messageOf(error))}\n\n`);
  process.exit(error instanceof CommandFailure ? error.exitCode : 1);
}

export const failureText = (message: string): string =>
  `\n${styleText('red', 'winkwire:', { stream: process.stderr })} ${message}`;

function messageOf(error: unknown): string {
  if (error instanceof ClientError) {
    return error.requestId === null ? error.message : `${error.message} (${error.requestId})`;
  }
  if (error instanceof CommandFailure) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
