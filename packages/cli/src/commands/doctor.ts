import { styleText } from 'node:util';
import type { Finding } from '@winkwire/server/doctor/finding';
import type { Command } from 'commander';
import { createCommand } from '../create-command.ts';
import { addSettingFlags, configOf } from '../setting-flags.ts';

const description = `Check everything that a server with these settings depends on, and print what to do about each problem.

It checks the settings, the database, durable writes, replication, the clock, the encryption key, the processes that deliver, the disk of SQLite, the limit of open files, DNS, the certificate, egress and mail. Run it on the machine of the server, with its settings. It may run beside the server. It changes no data, except that it writes the time to one row, to check that the database accepts writes.

Exit codes: 0 nothing is wrong, though there may be warnings, 1 something is wrong, 2 wrong flags or settings.`;

export const doctorCommand = (): Command =>
  addSettingFlags(createCommand('doctor', description))
    .option('--json', 'Print one JSON array of findings')
    .action((_options, command: Command) => doctor(command));

async function doctor(command: Command): Promise<void> {
  const config = configOf(command, 'serve');
  const { examine } = await import('@winkwire/server/doctor/examine');
  const findings = await examine(config);
  const { json = false } = command.opts<{ json?: boolean }>();
  process.stdout.write(json ? `${JSON.stringify(findings, null, 2)}\n` : reportOf(findings));
  process.exitCode = findings.some(({ state }) => state === 'failed') ? 1 : 0;
}

const marks = {
  ok: styleText('green', 'ok     '),
  warning: styleText('yellow', 'warning'),
  failed: styleText('red', 'FAILED '),
  skipped: styleText('dim', 'skipped'),
} as const satisfies Record<Finding['state'], string>;

const reportOf = (findings: readonly Finding[]): string =>
  findings
    .map(({ check, state, says, action }) => {
      const line = `${marks[state]}  ${check.padEnd(14)}  ${says}\n`;
      return action === null ? line : `${line}${' '.repeat(25)}${action}\n`;
    })
    .join('');
