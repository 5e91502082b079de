import { isIP, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';
import leven from 'leven';
import addressparser from 'nodemailer/lib/addressparser';
import { ConfigError } from './platform/config-error.ts';
import { nearestName } from './platform/nearest-name.ts';
import { nodeUrls } from './platform/node-urls.ts';
import { canonicalOrigin } from './platform/read-origin.ts';
import { withoutServiceLinks } from './platform/without-service-links.ts';
import { type Setting, type SettingKind, type SettingName, settings } from './settings.ts';

export type Profile = 'dev' | 'serve';

interface Values {
  text: string;
  secret: string;
  url: string;
  integer: number;
  number: number;
  flag: boolean;
  list: string[];
}

type Word<Row> = Row extends { choices: readonly (infer Choice)[] } ? Choice : never;

type ValueOf<Row extends { kind: SettingKind; default: unknown }> =
  | (Row extends { choices: readonly string[] }
      ? Row['kind'] extends 'list'
        ? Word<Row>[]
        : Word<Row>
      : Values[Row['kind']])
  | (Row['default'] extends null ? null : never);

/**
 * `profile` selects the defaults. The profile `dev` permits what is unsafe in production, such as a short API secret.
 */
export type Config = { profile: Profile } & { [Name in SettingName]: ValueOf<(typeof settings)[Name]> };

/** Only this code reads environment variables. `overrides` come from flags or a test. Throws {@link ConfigError}. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  overrides: Partial<Config> = {},
): Config {
  refuseUnknownNames(Object.keys(environment));
  const profile = overrides.profile ?? 'serve';
  const config: Record<string, unknown> = { profile };
  for (const [name, setting] of Object.entries<Setting>(settings)) {
    const given = environment[setting.variable]?.trim();
    const fallback = profile === 'dev' && setting.dev !== undefined ? setting.dev : setting.default;
    // An empty variable counts as unset: `WINKWIRE_X= npm start` uses the default.
    config[name] = readSetting(setting, given || fallback);
  }
  for (const [name, value] of Object.entries(overrides)) if (value !== undefined) config[name] = value;
  return checked(config as Config);
}

/** Variables of the command line, tests, documentation and examples, which are not settings. */
const otherNames = /^WINKWIRE_(URL|SETTINGS|KEY|SECRET|WEBHOOK|WEBHOOK_SECRET|REFERENCE_OPENAPI|CRASHES)$/;

/**
 * Throws if a name looks like a misspelt setting. If it were ignored, the default would apply, which might be the
 * opposite of what was intended.
 */
export function refuseUnknownNames(names: readonly string[], looksLikeOurs = looksLikeSetting): void {
  for (const name of withoutServiceLinks(names)) {
    if (!looksLikeOurs(name) || known.includes(name) || otherNames.test(name)) continue;
    throw new ConfigError(
      `${name} is not a setting. Did you mean ${nearestName(name, known)}? Correct it, or remove it.`,
    );
  }
}

/**
 * If the prefix is misspelt, the name counts as ours only if it ends like a setting. `LINKWIRE_URL` may belong to
 * another program.
 */
const looksLikeSetting = (name: string): boolean =>
  name.startsWith(prefix) || (leven(name.split('_', 1)[0] ?? '', 'WINKWIRE') <= 2 && endsLikeSetting(name));

export const endsLikeSetting = (name: string): boolean =>
  known
    .filter((variable) => variable.startsWith(prefix))
    .map((variable) => variable.slice(prefix.length))
    .some((rest) => leven(name.slice(-rest.length).toUpperCase(), rest) <= 2);

const prefix = 'WINKWIRE_';
const known = Object.values<Setting>(settings).map(({ variable }) => variable);

export function readSetting(setting: Setting, text: string | null): unknown {
  if (text === null) return null;
  switch (setting.kind) {
    case 'integer':
    case 'number':
      return readNumber(setting, text);
    case 'flag':
      return readFlag(setting, text);
    case 'url':
      return readUrl(setting, text);
    case 'list':
      return readList(setting, text);
    default:
      return readText(setting, text);
  }
}

function readNumber(setting: Setting, text: string): number {
  const value = Number(text);
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = setting;
  const whole = setting.kind === 'number' || Number.isInteger(value);
  if (!Number.isFinite(value) || !whole || value < minimum || value > maximum) {
    const range = [
      setting.minimum === undefined ? '' : `at least ${setting.minimum}`,
      setting.maximum === undefined ? '' : `at most ${setting.maximum}`,
    ].filter(Boolean);
    refuse(setting, [`a${setting.kind === 'integer' ? ' whole' : ''} number`, ...range].join(', '));
  }
  return value;
}

function readFlag(setting: Setting, text: string): boolean {
  if (/^(yes|true|on|1)$/i.test(text)) return true;
  if (/^(no|false|off|0)$/i.test(text)) return false;
  return refuse(setting, 'yes or no');
}

function readUrl(setting: Setting, text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) {
    refuse(setting, 'an address such as https://links.example.com');
  }
  return url.href.replace(/\/+$/, '');
}

function readList(setting: Setting, text: string): string[] {
  const words = text.split(/[\s,]+/).filter(Boolean);
  for (const word of words) readText(setting, word);
  return words;
}

function readText(setting: Setting, text: string): string {
  if (setting.choices && !setting.choices.includes(text))
    refuse(setting, `one of ${setting.choices.join(', ')}`);
  return text;
}

/** Throws ConfigError. The message never repeats the value, which may be a secret in the wrong place. */
function refuse(setting: Setting, expected: string): never {
  throw new ConfigError(
    `${setting.variable} (--${setting.flag}) has to be ${expected}. ${setting.description}`,
  );
}

const pairs = [
  ['sandboxKey', 'sandboxSecret'],
  ['productionKey', 'productionSecret'],
] as const;

/** In characters. Shorter secrets can be guessed. */
const shortestSecret = 16;

function checked(config: Config): Config {
  for (const [key, secret] of pairs) {
    if ((config[key] === null) !== (config[secret] === null)) {
      const missing = config[key] === null ? key : secret;
      throw new ConfigError(
        `${settings[key].variable} and ${settings[secret].variable} belong together: set ${settings[missing].variable} too, or neither.`,
      );
    }
    if (config[key]?.includes(':')) {
      throw new ConfigError(
        `${settings[key].variable} must not contain a colon, because Basic authentication ends the key at the first colon.`,
      );
    }
  }
  if (
    config.profile === 'serve' &&
    config.productionSecret !== null &&
    config.productionSecret.length < shortestSecret
  ) {
    refuse(
      settings.productionSecret,
      `at least ${shortestSecret} characters long; \`openssl rand -base64 24\` prints a suitable value`,
    );
  }
  if (config.smtpUrl !== null && !/^smtps?:$/.test(URL.parse(config.smtpUrl)?.protocol ?? '')) {
    refuse(settings.smtpUrl, 'an address such as smtps://user:password@mail.example.com');
  }
  if (config.smtpUrl !== null && config.mailFrom === null) {
    throw new ConfigError(
      `${settings.mailFrom.variable} (--${settings.mailFrom.flag}) has to name the sender when ${settings.smtpUrl.variable} is set.`,
    );
  }
  if (config.mailFrom !== null && !isSender(config.mailFrom))
    refuse(settings.mailFrom, 'one address, such as Winkwire <links@example.com>');
  if (config.metricsToken !== null && config.metricsToken.length < shortestSecret) {
    refuse(
      settings.metricsToken,
      `at least ${shortestSecret} characters long; \`openssl rand -base64 24\` prints a suitable value`,
    );
  }
  config.corsOrigins = config.corsOrigins.map(
    (text) =>
      (text === '*' ? text : canonicalOriginOfOne(text)) ??
      refuse(
        settings.corsOrigins,
        'origins such as https://app.example.com, or * for all; a wildcard such as https://*.example.com is not possible',
      ),
  );
  if (!config.trustProxy.every(isProxyRange))
    refuse(settings.trustProxy, 'addresses or ranges such as 10.0.0.0/8');
  if (config.databaseUrl !== null) nodeUrls(config.databaseUrl);
  if (config.encryptionKey !== null && !/^[0-9a-f]{64}(,\s*[0-9a-f]{64})*$/i.test(config.encryptionKey)) {
    refuse(settings.encryptionKey, '64 hex digits, such as `openssl rand -hex 32` prints');
  }
  if (config.roles.length === 0) refuse(settings.roles, 'api, deliver, or both');
  if (!config.webhookAllow.every(ipaddr.isValidCIDR))
    refuse(settings.webhookAllow, 'ranges such as 10.0.0.0/8');
  if (!config.webhookPorts.every(isPortRange))
    refuse(settings.webhookPorts, 'ports such as 443 and 8000-8999');
  if (!config.egressPublished.every(isAddressOrRange)) {
    refuse(settings.egressPublished, 'addresses such as 203.0.113.7 or ranges such as 203.0.113.0/28');
  }
  if (!config.dnsServers.every(isServer)) refuse(settings.dnsServers, 'addresses such as 192.0.2.53');
  return config;
}

/** Undefined for a wildcard. The API accepts only exact origins, because a page that calls the API holds an API key. */
function canonicalOriginOfOne(text: string): string | undefined {
  const origin = canonicalOrigin(text);
  return origin?.includes('*') ? undefined : origin;
}

/** Whether a text is one e-mail address, with or without a name. Other texts would become mails without a sender. */
function isSender(text: string): boolean {
  const [sender, ...others] = addressparser(text);
  return others.length === 0 && /^[^\s@<>]+@[^\s@<>]+$/.test(sender?.address ?? '');
}

function isPortRange(text: string): boolean {
  const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  return Number(from) >= 1 && Number(from) <= Number(to) && Number(to) <= 65_535;
}

const isProxyRange = (text: string): boolean =>
  isAddressOrRange(text) || /^(loopback|linklocal|uniquelocal)$/.test(text);

const isAddressOrRange = (text: string): boolean => isIP(text) !== 0 || ipaddr.isValidCIDR(text);

/**
 * Whether a text is the address of a DNS server: `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53` or
 * `[2001:db8::53]:5353`.
 */
function isServer(text: string): boolean {
  if (isIP(text) !== 0) return true;
  const [, bracketed = '', plain = '', port = '53'] = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(text) ?? [];
  return (isIP(bracketed) !== 0 || isIPv4(plain)) && isPortRange(port);
}

/** For a secret, the log shows only whether it is set. */
export function loggable(config: Config): Record<string, unknown> {
  const shown: Record<string, unknown> = { profile: config.profile };
  for (const [name, setting] of Object.entries<Setting>(settings)) {
    const value = config[name as SettingName];
    shown[name] = setting.kind === 'secret' ? (value === null ? 'not configured' : 'configured') : value;
  }
  return shown;
}
