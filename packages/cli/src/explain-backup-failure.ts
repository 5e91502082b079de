import { BackupError } from '@winkwire/server/backup/backup-error';
import type { Config } from '@winkwire/server/config';
import { CommandFailure } from './command-failure.ts';
import { explainStartFailure } from './explain-start-failure.ts';

/**
 * Converts a failed backup or restoration to a CommandFailure that says what to do. Returns an unknown error unchanged.
 */
export function explainBackupFailure(error: unknown, config: Config): unknown {
  if (error instanceof BackupError) return new CommandFailure(error.message);
  // A signal has aborted the command.
  if (error instanceof CommandFailure) return error;
  if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) {
    return new CommandFailure('the disk is full. Free some space, or choose another folder.');
  }
  return explainStartFailure(error, config);
}
