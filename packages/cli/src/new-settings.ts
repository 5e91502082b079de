import { randomBytes } from 'node:crypto';
import { parseEnv } from 'node:util';
import type { FirstKeys } from '@winkwire/server/actions/create-first-keys';
import { type SettingName, settings } from '@winkwire/server/settings';
import { CommandFailure } from './command-failure.ts';

export const madeSettings = [
  'encryptionKey',
  'sandboxKey',
  'sandboxSecret',
  'productionKey',
  'productionSecret',
  'metricsToken',
] as const satisfies SettingName[];

export const otherSettings = (Object.keys(settings) as SettingName[]).filter(
  (name) => !(madeSettings as readonly SettingName[]).includes(name),
);

export const newSecrets = ({ SANDBOX, PRODUCTION }: FirstKeys): Record<string, string> => {
  const values: Record<(typeof madeSettings)[number], string> = {
    encryptionKey: randomBytes(32).toString('hex'),
    sandboxKey: SANDBOX.key,
    sandboxSecret: SANDBOX.secret,
    productionKey: PRODUCTION.key,
    productionSecret: PRODUCTION.secret,
    metricsToken: randomBytes(24).toString('base64url'),
  };
  return Object.fromEntries(madeSettings.map((name) => [settings[name].variable, values[name]]));
};

/** The lines of a settings file. Throws CommandFailure if a value cannot be written. */
export const linesOf = (values: Readonly<Record<string, string>>): string[] =>
  Object.entries(values).map(([variable, value]) => `${variable}=${quoted(variable, value)}`);

/** The value in a form that is read back unchanged. Some programs need quotation marks around special characters. */
function quoted(variable: string, value: string): string {
  const plain = /[#$"'`\\]/.test(value) ? [] : [value];
  const form = [...plain, `'${value}'`, `"${value}"`, `\`${value}\``].find((text) => isReadAs(text, value));
  if (form !== undefined) return form;
  throw new CommandFailure(
    `the value of ${variable} cannot be written to a settings file, because no kind of quotation marks would keep it unchanged. Choose another value, or set the variable where the server starts.`,
    2,
  );
}

/** Whether `text` is read as `value`. A quotation without an end would include the second line. */
function isReadAs(text: string, value: string): boolean {
  const { first, second } = parseEnv(`first=${text}\nsecond=2`);
  return first === value && second === '2';
}

export const settingsText = (values: Readonly<Record<string, string>>): string =>
  [
    '# Settings of a Winkwire server, made by `winkwire init`.',
    '# Without WINKWIRE_ENCRYPTION_KEY nobody can sign webhooks, so keep a copy of this file in a safe place.',
    ...linesOf(values),
    '',
  ].join('\n');
