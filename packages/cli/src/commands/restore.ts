import { nameSome } from '@winkwire/contract/name-some';
import { plural } from '@winkwire/contract/plural';
import type { Restored } from '@winkwire/server/backup/restore';
import type { Command } from 'commander';
import { abortOnSignal } from '../abort-on-signal.ts';
import { createCommand } from '../create-command.ts';
import { explainBackupFailure } from '../explain-backup-failure.ts';
import { passphraseFlag, readPassphrase } from '../passphrase.ts';
import { addSettingFlags, configOf } from '../setting-flags.ts';
import { showProgress } from '../show-progress.ts';

const description = `Restore an archive of \`winkwire backup\` into an empty data folder or database.

The command keeps nothing until it has checked the archive, walked the hash chain of each webhook, and opened the secrets of the webhooks with the key. A restored server delivers what was pending when the archive was made. To look at the server before it delivers, start it with --roles api.

Exit codes: 0 restored, 1 not restored, 2 wrong flags or settings, 130 or 143 ended by a signal.`;

export const restoreCommand = (): Command =>
  addSettingFlags(createCommand('restore', description), [
    'dataDir',
    'databaseUrl',
    'encryptionKey',
    'acceptLostKey',
  ])
    .argument('<file>', 'path of the archive')
    .addOption(passphraseFlag('File with the passphrase of the archive, or - for the standard input'))
    .action((file: string, _options, command: Command) => restoreBackup(file, command));

async function restoreBackup(file: string, command: Command): Promise<void> {
  const config = configOf(command, 'serve');
  const { passphraseFile } = command.opts<{ passphraseFile?: string }>();
  const passphrase = passphraseFile === undefined ? null : await readPassphrase(passphraseFile);
  const signal = abortOnSignal('nothing was restored.');
  const { restore } = await import('@winkwire/server/backup/restore');
  using progress = showProgress();
  let restored: Restored;
  try {
    restored = await restore({ config, file, passphrase, onProgress: progress.show, signal });
  } catch (error) {
    throw explainBackupFailure(error, config);
  }
  progress.end();
  process.stdout.write(`${reportOf(restored)}\n`);
}

function reportOf({ manifest, chains, webhooks, unopened, keyFile }: Restored): string {
  const lines = [
    `Restored the archive of ${manifest.createdAt}, made by Winkwire ${manifest.version}.`,
    `Proved: the hash chains of ${plural(chains.endpoints, 'webhook')} are complete, with ${plural(chains.deliveries, 'delivery', 'deliveries')}.`,
    unopened.length === 0
      ? `Proved: the key opens the secrets of ${plural(webhooks, 'webhook')}.`
      : `The key does not open the secrets of ${unopened.length} of ${plural(webhooks, 'webhook')}. Give these webhooks new secrets: ${nameSome(unopened)}`,
  ];
  if (chains.damaged.length > 0) {
    lines.push(
      `The bodies of ${plural(chains.damaged.length, 'event')} had changed before the backup, and will not be sent: ${nameSome(chains.damaged)}`,
    );
  }
  if (keyFile !== null)
    lines.push(`The key is in ${keyFile}. Back it up, or keep it as WINKWIRE_ENCRYPTION_KEY.`);
  lines.push(
    'Events that came after the backup are lost: read "After a restore" in docs/operating.md before you start the server.',
  );
  return lines.join('\n');
}
