import type { Command } from 'commander';
import { abortOnSignal } from '../abort-on-signal.ts';
import { CommandFailure } from '../command-failure.ts';
import { createCommand } from '../create-command.ts';
import { explainBackupFailure } from '../explain-backup-failure.ts';
import { passphraseFlag, readPassphrase } from '../passphrase.ts';
import { requireDatabase } from '../require-database.ts';
import { addSettingFlags, configOf, settingFlag } from '../setting-flags.ts';
import { showProgress } from '../show-progress.ts';

const description = `Make one archive of the database and its encryption key, even while the server runs.

The archive is one consistent snapshot. A passphrase seals the encryption key in the archive. Without the passphrase, \`winkwire restore\` requires the key itself. Keep the passphrase in another place than the archive. Anybody who has the archive can read the data of your users.

Exit codes: 0 made, 1 not made or made of a damaged database, 2 wrong flags or settings, 130 or 143 ended by a signal.`;

export const backupCommand = (): Command =>
  addSettingFlags(createCommand('backup', description), ['dataDir', 'databaseUrl', 'encryptionKey'])
    .addOption(
      settingFlag(
        'acceptLostKey',
        'Make the archive even if there is no key, or if the key opens none of the webhook secrets',
      ),
    )
    .argument('<file>', 'path of the new archive, such as winkwire.tar.gz')
    .addOption(
      passphraseFlag(
        'File with the passphrase that seals the key, or - for the standard input. The passphrase must have at least 12 characters',
      ),
    )
    .option(
      '--without-key',
      'Leave the encryption key out of the archive. You must then keep the key yourself',
    )
    .action((file: string, _options, command: Command) => makeBackup(file, command));

interface Flags {
  passphraseFile?: string;
  withoutKey?: boolean;
}

async function makeBackup(file: string, command: Command): Promise<void> {
  const config = configOf(command, 'serve');
  const { passphraseFile, withoutKey = false } = command.opts<Flags>();
  if (withoutKey === (passphraseFile !== undefined)) {
    throw new CommandFailure(
      'give either --passphrase-file, or --without-key if you keep the key yourself.',
      2,
    );
  }
  const passphrase = passphraseFile === undefined ? null : await readPassphrase(passphraseFile);
  requireDatabase(config);
  const signal = abortOnSignal('no archive was made.');
  const { backUp } = await import('@winkwire/server/backup/back-up');
  using progress = showProgress();
  try {
    await backUp({
      config,
      file,
      passphrase,
      version: command.parent?.version() ?? '',
      onProgress: progress.show,
      signal,
    });
  } catch (error) {
    throw explainBackupFailure(error, config);
  }
  progress.end();
  process.stdout.write(`${file}\n`);
}
