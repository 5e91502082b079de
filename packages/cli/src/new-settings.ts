import { randomBytes } from 'node:crypto';
import type { FirstKeys } from '@winkwire/server/actions/create-first-keys';
import { type SettingName, settings } from '@winkwire/server/settings';

/** The settings for which `winkwire init` creates values. */
export const madeSettings = [
  'encryptionKey',
  'sandboxKey',
  'sandboxSecret',
  'productionKey',
  'productionSecret',
  'metricsToken',
] as const satisfies SettingName[];

/** All other settings. */
export const otherSettings = (Object.keys(settings) as SettingName[]).filter(
  (name) => !(madeSettings as readonly SettingName[]).includes(name),
);

/** New values for the settings in `madeSettings`, by environment variable. */
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

/** Formats the settings as lines of a settings file. */
export const linesOf = (values: Readonly<Record<string, string>>): string[] =>
  Object.entries(values).map(([variable, value]) => `${variable}=${quoted(value)}`);

/** Programs that read settings files treat some characters as special, unless the value is quoted. */
function quoted(value: string): string {
  if (!/[#$"'`\\]/.test(value)) return value;
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}

/** The content of a new settings file. */
export const settingsText = (values: Readonly<Record<string, string>>): string =>
  [
    '# Settings of a Winkwire server, made by `winkwire init`.',
    '# Without WINKWIRE_ENCRYPTION_KEY nobody can sign webhooks, so keep a copy of this file in a safe place.',
    ...linesOf(values),
    '',
  ].join('\n');
