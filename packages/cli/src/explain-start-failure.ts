import { resolve } from 'node:path';
import type { Config } from '@winkwire/server/config';
import { ConfigError } from '@winkwire/server/platform/config-error';

import { NoPrimary } from '@winkwire/server/platform/no-primary';
import { StoreUnavailable } from '@winkwire/server/platform/store-unavailable';

import { CommandFailure } from './command-failure.ts';

/** A CommandFailure that says what to change, or the same error if it is unknown. */
export function explainStartFailure(error: unknown, config: Config): unknown {
  if (error instanceof ConfigError) return new CommandFailure(error.message, 2);
  if (error instanceof NoPrimary) return new CommandFailure(error.message);
  const { cause = error } = error instanceof StoreUnavailable ? error : {};
  const failure = cause as DatabaseError;
  const { code = '', syscall } = failure;
  const { host } = config;
  const isUnknownHost =
    /^(ENOTFOUND|EAI_AGAIN)$/.test(code) && (syscall === 'listen' || failure.hostname === host);
  if (code === 'EADDRNOTAVAIL' || isUnknownHost) {
    return new CommandFailure(
      `${host} is not an address of this machine. Choose one with --host (or HOST).`,
      2,
    );
  }
  const sentence =
    listenFailure({ code, syscall }, config) ??
    (config.databaseUrl === null ? sqliteFailure(failure, config) : postgresFailure(failure));
  return sentence === undefined ? error : new CommandFailure(sentence);
}

/** An error of a database or of the operating system. `errcode` is a result code of SQLite. */
type DatabaseError = NodeJS.ErrnoException & { errcode?: number; hostname?: string };

function listenFailure(
  { code, syscall }: { code: string; syscall: string | undefined },
  { host, port }: Config,
): string | undefined {
  if (code === 'EADDRINUSE') {
    const next = port < 65535 ? port + 1 : port - 1;
    return (
      `port ${port} of ${host} is taken by another process.\n` +
      `  Choose another with --port ${next} (or PORT=${next}); --port 0 takes any free one.`
    );
  }
  if (code === 'EACCES' && syscall === 'listen') {
    return `the user that runs this program is not allowed to listen on port ${port}. Choose one above 1023 with --port (or PORT).`;
  }
  return undefined;
}

function sqliteFailure({ errcode, message }: DatabaseError, { dataDir }: Config): string | undefined {
  const file = `${resolve(dataDir)}/winkwire.sqlite`;
  if (errcode === undefined) return undefined;
  // A read of less than a page means that the file ends too early. SQLite calls this a disk error.
  if (errcode === shortRead) return damaged(file);
  switch (errcode & 0xff) {
    case 5:
      return `${file} is locked by another program. End that program, or wait until it has finished.`;
    case 8:
      return `${file} is read-only. Make it and its folder writable for the user that runs this program.`;
    case 11:
    case 26:
      return damaged(file);
    case 13:
      return `the disk with ${file} is full. Free some space.`;
    case 14:
      return `${file} cannot be opened. It must be a file, and the user that runs this program must be allowed to read and write it.`;
    default:
      return `${file} cannot be used (${message}). Check the disk, or restore the file from a backup.`;
  }
}

const shortRead = 522;
const damaged = (file: string): string =>
  `${file} is damaged or not a SQLite file. Restore it from a backup, or choose another folder with --data-dir.`;

const databaseUrl = 'WINKWIRE_DATABASE_URL (--database-url)';
const closed = `the server at the address in ${databaseUrl} closed the connection. Check that it is a PostgreSQL server, or try again: it may be restarting.`;

const postgresCodes: Readonly<Record<string, string>> = {
  '28P01': `PostgreSQL refused the password. Correct it in ${databaseUrl}.`,
  '28000': `PostgreSQL refused this user. Correct the name in ${databaseUrl}, or permit the user in pg_hba.conf.`,
  '3D000': `the database does not exist. Create it with createdb, or correct its name in ${databaseUrl}.`,
  '3F000':
    'the search_path of this PostgreSQL user names no schema that exists. Create one with `create schema`, or correct the path with `alter role`.',
  '25006': `the database accepts no writes: it is a standby, or this user may only read. Name the primary in ${databaseUrl}.`,
  '42501':
    'this PostgreSQL user is not allowed to create tables. Grant it all rights on the database and its schema.',
  '53100': 'the disk of PostgreSQL is full. Free some space there.',
  '53300': 'PostgreSQL has no connection left. Raise its max_connections, or close other connections.',
  '57P03': 'PostgreSQL is starting or stopping. Try again in a few seconds.',
  ECONNREFUSED: `no PostgreSQL responds at the address in ${databaseUrl}. Start it, or correct host and port.`,
  ENOTFOUND: `the host in ${databaseUrl} is not known. Correct its name.`,
  EAI_AGAIN: `the host in ${databaseUrl} could not be looked up. Check the DNS of this machine.`,
  ECONNRESET: closed,
  EPIPE: closed,
  ETIMEDOUT: `the host in ${databaseUrl} does not respond. Check whether a firewall blocks it.`,
};

/** Errors of the driver, which have no code. */
const driverMessages: readonly [RegExp, string][] = [
  [/password must be a string/, `PostgreSQL requires a password. Add it to ${databaseUrl}.`],
  [
    /timeout expired/,
    `no PostgreSQL responds at the address in ${databaseUrl}. Correct host and port, or check whether PostgreSQL is overloaded.`,
  ],
  [/^Connection terminated/, closed],
  [
    /does not support SSL/,
    `PostgreSQL has no TLS, which sslmode in ${databaseUrl} requires. Enable TLS in PostgreSQL, or remove sslmode.`,
  ],
];

function postgresFailure({ code = '', message }: DatabaseError): string | undefined {
  const known = postgresCodes[code] ?? driverMessages.find(([pattern]) => pattern.test(message))?.[1];
  if (known !== undefined) return known;
  if (/CERT|^ERR_TLS_|UNABLE_TO_/.test(code)) {
    return `the certificate of PostgreSQL was refused (${code}). Correct it, or name its authority with sslrootcert in ${databaseUrl}.`;
  }
  // A SQLSTATE has five characters, and at least one is a digit. EPIPE and EPERM have no digit.
  return /^(?=.*\d)[0-9A-Z]{5}$/.test(code)
    ? `PostgreSQL refused a statement: ${message} (${code}). Correct the database or the rights of its user.`
    : undefined;
}
