import type { Config } from '@winkwire/server/config';
import { ConfigError } from '@winkwire/server/platform/config-error';
import { CommandFailure } from './command-failure.ts';

/** Converts a failed start to a CommandFailure that says what to change. Returns any other error unchanged. */
export function explainStartFailure(error: unknown, config: Config): unknown {
  if (error instanceof ConfigError) return new CommandFailure(error.message, 2);
  const { code = '', syscall, errcode } = error as NodeJS.ErrnoException & { errcode?: number };
  if (code === 'EADDRNOTAVAIL' || (code === 'ENOTFOUND' && syscall === 'listen')) {
    const { host } = config;
    return new CommandFailure(
      `${host} is not an address of this machine. Choose one with --host (or HOST).`,
      2,
    );
  }
  const sentence =
    listenFailure({ code, syscall }, config) ??
    (config.databaseUrl === null ? sqliteFailure(errcode, config) : postgresFailure(code));
  return sentence === undefined ? error : new CommandFailure(sentence);
}

function listenFailure(
  { code, syscall }: { code: string; syscall: string | undefined },
  { host, port }: Config,
): string | undefined {
  if (code === 'EADDRINUSE') {
    return (
      `port ${port} of ${host} is taken by another process.\n` +
      `  Choose another with --port ${port + 1} (or PORT=${port + 1}); --port 0 takes any free one.`
    );
  }
  if (code === 'EACCES' && syscall === 'listen') {
    return `this user may not listen on port ${port}. Choose one above 1023 with --port (or PORT).`;
  }
  return undefined;
}

/** The message for a result code of SQLite. */
function sqliteFailure(errcode: number | undefined, { dataDir }: Config): string | undefined {
  const file = `${dataDir}/winkwire.sqlite`;
  switch (errcode === undefined ? undefined : errcode & 0xff) {
    case 8:
      return `${file} is read-only. Make it and its folder writable for this user.`;
    case 11:
    case 26:
      return `${file} is damaged or not a SQLite file. Restore it from a backup, or choose another folder with --data-dir.`;
    case 14:
      return `${file} cannot be opened. It must be a file that this user can read and write.`;
    default:
      return undefined;
  }
}

const databaseUrl = 'WINKWIRE_DATABASE_URL (--database-url)';

/** The message for an SQLSTATE of PostgreSQL or, if no server responded, for the code of the operating system. */
function postgresFailure(code: string): string | undefined {
  const failures: Record<string, string> = {
    '28P01': `PostgreSQL refused the password. Correct it in ${databaseUrl}.`,
    '28000': `PostgreSQL refused this user. Correct it in ${databaseUrl}, or permit it in pg_hba.conf.`,
    '3D000': `the database does not exist. Create it with createdb, or correct its name in ${databaseUrl}.`,
    '42501':
      'this PostgreSQL user may not create tables. Grant it all rights on the database and its schema.',
    '53300': 'PostgreSQL has no connection left. Raise its max_connections, or close other connections.',
    '57P03': 'PostgreSQL is starting or stopping. Try again in a few seconds.',
    ECONNREFUSED: `no PostgreSQL responds at the address in ${databaseUrl}. Start it, or correct host and port.`,
    ENOTFOUND: `the host in ${databaseUrl} is not known. Correct its name.`,
    ETIMEDOUT: `the host in ${databaseUrl} does not respond. Check whether a firewall blocks it.`,
  };
  return failures[code];
}
