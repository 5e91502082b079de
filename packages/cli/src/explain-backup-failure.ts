import { BackupError } from '@winkwire/server/backup/backup-error';
import type { Config } from '@winkwire/server/config';
import { CommandFailure } from './command-failure.ts';
import { explainStartFailure } from './explain-start-failure.ts';

/**
 * Converts a failed backup or restoration to a CommandFailure that says what to do. Returns an unknown error unchanged.
 */
export function explainBackupFailure(error: unknown, config: Config): unknown {
  if (error instanceof BackupError) return new CommandFailure(error.message);
  if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
    return new CommandFailure('the disk is full. Free some space, or choose another folder.');
  }
  return explainStartFailure(error, config);
}
