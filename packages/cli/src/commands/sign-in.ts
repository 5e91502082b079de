import { Command } from 'commander';
import { addSettingFlags, configOf } from '../setting-flags.ts';

const description = `Print a link that signs a developer in to the portal: once, within half an hour.

Runs beside the server, on its database. Whoever reads the line is let in, so hand it over privately.
Exit codes: 0 printed, 1 the database could not be opened, 2 wrong flags or settings.`;

export const signInCommand = (): Command =>
  addSettingFlags(new Command('sign-in').description(description), [
    'dataDir',
    'databaseUrl',
    'publicUrl',
    'host',
    'port',
  ]).action((_options, command: Command) => signIn(command));

export async function signIn(command: Command): Promise<void> {
  const config = configOf(command, 'serve');
  const { openStore } = await import('@winkwire/server/store/open-store');
  const { createSignInLink } = await import('@winkwire/server/actions/create-sign-in-link');
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const store = await openStore(config);
  try {
    process.stdout.write(`${await createSignInLink({ store, publicUrl, now: Date.now })}\n`);
  } finally {
    await store.close();
  }
}
