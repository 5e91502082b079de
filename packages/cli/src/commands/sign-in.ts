import type { PortalRole } from '@winkwire/contract/portal-roles';
import type { SignInLink } from '@winkwire/contract/resources/sign-in-link';
import type { Command } from 'commander';
import { addAddressFlags, clientOf } from '../api-client.ts';
import { CommandFailure } from '../command-failure.ts';
import { createCommand } from '../create-command.ts';
import { explainStartFailure } from '../explain-start-failure.ts';
import { requireDatabase } from '../require-database.ts';
import { configOf, settingFlag } from '../setting-flags.ts';

const description = `Print a link to the portal of a running server. The link works once, within half an hour.

Run the command beside the server, on the same database: with the server's --data-dir or --database-url. From anywhere else, name the server with --url and give the production credentials. The link signs in anybody who has it, so pass it on privately.

Exit codes: 0 printed, 1 there is no database or server, or the server refused, 2 wrong flags or settings.`;

export const signInCommand = (): Command =>
  addAddressFlags(createCommand('sign-in', description))
    .addOption(settingFlag('databaseUrl'))
    .option(
      '--name <name>',
      'name of the person, which the log shows with every change that this person makes',
    )
    .option('--viewer', 'the person can look at everything, and change nothing')
    .action((_options, command: Command) => signIn(command));

function personOf(command: Command): { person: string | null; role: PortalRole } {
  const { name, viewer } = command.opts<{ name?: string; viewer?: boolean }>();
  return { person: name || null, role: viewer ? 'VIEWER' : 'OPERATOR' };
}

async function signIn(command: Command): Promise<void> {
  const link = command.opts<{ url?: string }>().url ? await requestLink(command) : await createLink(command);
  process.stdout.write(`${link}\n`);
}

async function requestLink(command: Command): Promise<string> {
  const { person, role } = personOf(command);
  const { url } = await clientOf(command, true).request<SignInLink>('POST', '/sign-in-links', {
    body: { ...(person ? { name: person } : {}), role },
  });
  return url;
}

/** The database is not migrated. It may be the wrong database, or a server of an earlier version may still use it. */
async function createLink(command: Command): Promise<string> {
  const config = configOf(command, 'serve');
  requireDatabase(config);
  const { openDatabase } = await import('@winkwire/server/doctor/open-database');
  const { countMissingMigrations } = await import('@winkwire/server/doctor/count-missing-migrations');
  const { createOperatorLink } = await import('@winkwire/server/actions/create-operator-link');
  try {
    await using database = await openDatabase(config);
    const migrations = await countMissingMigrations(database);
    if (migrations === null) throw new CommandFailure(noServer);
    if (migrations > 0) throw new CommandFailure(earlierSchema);
    const made = await createOperatorLink(database.queries, config.publicUrl, personOf(command));
    if ('link' in made) return made.link;
    throw new CommandFailure(made.missing === 'TENANT' ? noServer : noAddress);
  } catch (error) {
    throw explainStartFailure(error, config);
  }
}

const noServer =
  'no server has been started on this database. Start one with `winkwire serve`, or name the database of your server.';

const noAddress =
  'the database does not contain the address of the server, because no server with the role `api` has been started on it. Start one, or name the address with --public-url.';

const earlierSchema =
  'the database is that of an earlier version. Start the server with this version first, or run `winkwire sign-in` of the version that the server has.';
