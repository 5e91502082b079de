import { BackupError } from '@winkwire/server/backup/backup-error';
import type { Config } from '@winkwire/server/config';
import { CommandFailure } from './command-failure.ts';
import { explainStartFailure } from './explain-start-failure.ts';

/** A CommandFailure that says what to do, or the same error if it is unknown. */
export function explainBackupFailure(error: unknown, config: Config): unknown {
  if (error instanceof BackupError) return new CommandFailure(error.message);
  // A signal has aborted the command.
  if (error instanceof CommandFailure) return error;
  if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) {
    return new CommandFailure('the disk is full. Free some space, or choose another folder.');
  }
  return explainStartFailure(error, config);
}
