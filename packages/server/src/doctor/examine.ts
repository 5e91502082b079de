import type { Config } from '../config.ts';
import { ConfigError } from '../platform/config-error.ts';
import { withTimeout } from '../platform/deadline.ts';
import {
  checkClock,
  checkMigrations,
  checkProcesses,
  checkReplication,
  checkWrites,
} from './check-database.ts';
import { checkEgress } from './check-egress.ts';
import { checkKey } from './check-key.ts';
import { checkDisk, checkOpenFiles } from './check-machine.ts';
import { checkMail } from './check-mail.ts';
import { checkCertificate, checkDns } from './check-public-url.ts';
import { type Finding, failed, type Result } from './finding.ts';
import { type ExaminedDatabase, openDatabase } from './open-database.ts';

const timeoutMs = 20_000;

const ofDatabase: [name: string, check: (database: ExaminedDatabase, config: Config) => Promise<Result>][] = [
  ['database', checkMigrations],
  ['durable writes', checkWrites],
  ['replication', checkReplication],
  ['clock', checkClock],
  ['encryption key', (database, config) => checkKey(config, database)],
  ['processes', checkProcesses],
];

const ofMachine: [name: string, check: (config: Config) => Promise<Result>][] = [
  ['disk', checkDisk],
  ['open files', checkOpenFiles],
  ['DNS', checkDns],
  ['certificate', checkCertificate],
  ['egress', checkEgress],
  ['mail', checkMail],
];

/** Runs all checks. They write only one row, which `/readyz` writes too. */
export async function examine(config: Config): Promise<Finding[]> {
  const machine = Promise.all(ofMachine.map(([name, check]) => run(name, () => check(config))));
  return [...(await examineDatabase(config)), ...(await machine)];
}

async function examineDatabase(config: Config): Promise<Finding[]> {
  let database: ExaminedDatabase;
  try {
    database = await openDatabase(config);
  } catch (error) {
    return [{ check: 'database', ...unopened(error as NodeJS.ErrnoException) }];
  }
  const findings: Finding[] = [];
  try {
    // The checks of the database run one after the other, because a concurrent query would slow down the writes that
    // `checkWrites` measures.
    for (const [name, check] of ofDatabase) findings.push(await run(name, () => check(database, config)));
  } finally {
    await database[Symbol.asyncDispose]();
  }
  return findings;
}

async function run(check: string, work: () => Promise<Result>): Promise<Finding> {
  const late = () =>
    failed('The check did not end within 20 s.', 'Look at the network and the load of this machine.');
  const result = work().catch((error: Error) =>
    failed(
      `The check failed: ${error.message}`,
      'Correct what the message names, and run the command again.',
    ),
  );
  return { check, ...(await withTimeout(result, timeoutMs, late)) };
}

const unopened = (error: NodeJS.ErrnoException): Result =>
  error instanceof ConfigError
    ? failed('The database cannot be used.', error.message)
    : failed(
        `The database cannot be opened: ${error.code ?? error.message}.`,
        'Start the database, or correct WINKWIRE_DATABASE_URL (--database-url) or WINKWIRE_DATA_DIR (--data-dir).',
      );
