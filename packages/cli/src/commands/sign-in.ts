import type { Command } from 'commander';
import { CommandFailure } from '../command-failure.ts';
import { createCommand } from '../create-command.ts';
import { explainStartFailure } from '../explain-start-failure.ts';
import { requireDatabase } from '../require-database.ts';
import { addSettingFlags, configOf } from '../setting-flags.ts';

const description = `Print a link to the portal of the running server. It works once, within half an hour.

Run it beside the server, on the same database. The link signs in anybody who has it, so pass it on privately.

Exit codes: 0 printed, 1 there is no database or it cannot be opened, 2 wrong flags or settings.`;

export const signInCommand = (): Command =>
  addSettingFlags(createCommand('sign-in', description), ['dataDir', 'databaseUrl', 'publicUrl']).action(
    (_options, command: Command) => signIn(command),
  );

export async function signIn(command: Command): Promise<void> {
  const config = configOf(command, 'serve');
  requireDatabase(config);
  const { openStore } = await import('@winkwire/server/store/open-store');
  const { createOperatorLink } = await import('@winkwire/server/actions/create-operator-link');
  const store = await openStore(config).catch((error) => {
    throw explainStartFailure(error, config);
  });
  try {
    const link = await createOperatorLink(store, config.publicUrl);
    if (!link) {
      throw new CommandFailure(
        'no server has been started on this database. Start one with `winkwire serve`.',
      );
    }
    process.stdout.write(`${link}\n`);
  } finally {
    await store.close();
  }
}
