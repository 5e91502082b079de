import { expect, test } from 'vitest';
import { loggable, readConfig } from './config.ts';
import { ConfigError } from './platform/config-error.ts';
import { type Setting, settings } from './settings.ts';

test('every setting has a default, and the profiles differ only in their defaults', () => {
  const serve = readConfig({});
  expect(serve).toMatchObject({
    profile: 'serve',
    host: '127.0.0.1',
    port: 8080,
    rateLimit: 20,
    webhookAllow: [],
    webhookHttp: 'no',
  });
  const dev = readConfig({}, { profile: 'dev' });
  expect(dev).toMatchObject({ profile: 'dev', port: 8080, rateLimit: 0, webhookHttp: 'loopback' });
  const same = {
    WINKWIRE_RATE_LIMIT: '7',
    WINKWIRE_WEBHOOK_HTTP: 'no',
    WINKWIRE_WEBHOOK_ALLOW: '10.0.0.0/8',
  };
  const { rateLimit, webhookHttp, webhookAllow } = readConfig(same, { profile: 'dev' });
  expect({ rateLimit, webhookHttp, webhookAllow }).toEqual({
    rateLimit: 7,
    webhookHttp: 'no',
    webhookAllow: ['10.0.0.0/8'],
  });
});

test('an empty variable counts as unset', () => {
  expect(readConfig({ PORT: '', WINKWIRE_DATA_DIR: '  ' })).toMatchObject({ port: 8080, dataDir: './data' });
});

test.each([
  [{ PORT: 'http' }, /^PORT \(--port\) has to be a whole number, at least 0, at most 65535/],
  [{ PORT: '99999' }, /^PORT/],
  [{ WINKWIRE_ROLES: 'api,cook' }, /^WINKWIRE_ROLES \(--roles\) has to be one of api, deliver/],
  [{ WINKWIRE_PUBLIC_URL: 'links.example.com' }, /^WINKWIRE_PUBLIC_URL .* such as https:/],
  [{ WINKWIRE_SANDBOX_KEY: 'a' }, /WINKWIRE_SANDBOX_SECRET too, or neither/],
  [{ WINKWIRE_SANDBOX_KEY: 'a:b', WINKWIRE_SANDBOX_SECRET: 'c' }, /must not contain a colon/],
  [{ WINKWIRE_DATABASE_URL: 'mysql://x' }, /^WINKWIRE_DATABASE_URL .*has to begin with postgres:/],
  [{ WINKWIRE_WEBHOOK_ALLOW: '10.0.0.0' }, /^WINKWIRE_WEBHOOK_ALLOW .*ranges such as/],
  [{ WINKWIRE_WEBHOOK_PORTS: '443,https' }, /^WINKWIRE_WEBHOOK_PORTS .*ports such as/],
  [{ WINKWIRE_WEBHOOK_PORTS: '9000-8000' }, /^WINKWIRE_WEBHOOK_PORTS/],
  [{ WINKWIRE_WEBHOOK_PORTS: '443,70000' }, /^WINKWIRE_WEBHOOK_PORTS/],
  [{ WINKWIRE_EGRESS_PUBLISHED: 'nat.example' }, /^WINKWIRE_EGRESS_PUBLISHED .*addresses such as/],
  ...['dns.example', '192.0.2.53:99999', '192.0.2.53:0', '[2001:db8::53]:65536', '[192.0.2.53'].map(
    (text): [Record<string, string>, RegExp] => [
      { WINKWIRE_DNS_SERVERS: text },
      /^WINKWIRE_DNS_SERVERS .*addresses such as/,
    ],
  ),
  [{ WINKWIRE_ENCRYPTION_KEY: 'hunter2' }, /^WINKWIRE_ENCRYPTION_KEY .*openssl rand -hex 32/],
])('%j is refused with a message that says what to do', (environment, message) => {
  const read = () => readConfig(environment);
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(message);
});

test('DNS servers may be IPv4 or IPv6 addresses, with or without a port', () => {
  const text = '192.0.2.53 192.0.2.53:5353,2001:db8::53,[2001:db8::53]:5353';
  expect(readConfig({ WINKWIRE_DNS_SERVERS: text }).dnsServers).toHaveLength(4);
});

test('an error message does not repeat a secret', () => {
  expect(() => readConfig({ WINKWIRE_ENCRYPTION_KEY: 'hunter2' })).not.toThrow(/hunter2/);
});

test('a log shows only whether a secret is configured', () => {
  const config = readConfig({ WINKWIRE_SANDBOX_KEY: 'key', WINKWIRE_SANDBOX_SECRET: 'hunter2' });
  expect(loggable(config)).toMatchObject({
    sandboxKey: 'key',
    sandboxSecret: 'configured',
    smtpUrl: 'not configured',
  });
  expect(JSON.stringify(loggable(config))).not.toContain('hunter2');
});

test('no two settings share a variable or a flag, and each has a description', () => {
  const rows = Object.values(settings);
  expect(new Set(rows.map(({ variable }) => variable)).size).toBe(rows.length);
  expect(new Set(rows.map(({ flag }) => flag)).size).toBe(rows.length);
  for (const { description } of rows) expect(description).toMatch(/^\S.*\.$/);
});

test.each(['WINKWRE_RATE_LIMIT', 'WINKWRIE_RATE_LIMIT', 'WINWIRE_RATE_LIMIT', 'WINKWRE_RATE_LMIT'])(
  'the misspelt prefix of %s is refused',
  (name) => {
    expect(() => readConfig({ [name]: '3' })).toThrow(`${name} is not a setting. Did you mean WINKWIRE_RATE`);
  },
);

test('variables of other programs are permitted', () => {
  const others = ['PORTS', 'WINDIR', 'WINK_HOME', 'WIREGUARD_PORT', 'WIKI_URL', 'windir', '_'];
  expect(readConfig(Object.fromEntries(others.map((name) => [name, 'x'])))).toEqual(readConfig({}));
});

test('variables of programs and services with a similar name are permitted', () => {
  const others = [
    'LINKWIRE_URL',
    'LINKWIRE',
    'WINKWIRES_PORT',
    'WINKWIRE2_SERVICE_HOST',
    'WINKWIRE2_SERVICE_PORT',
  ];
  expect(readConfig(Object.fromEntries(others.map((name) => [name, 'x'])))).toEqual(readConfig({}));
});

test('a service of Kubernetes may be named winkwire, but WINKWIRE_PORT alone is a mistake', () => {
  const WINKWIRE_PORT = 'tcp://10.0.0.7:80';
  expect(readConfig({ WINKWIRE_PORT, WINKWIRE_SERVICE_HOST: '10.0.0.7' })).toEqual(readConfig({}));
  expect(() => readConfig({ WINKWIRE_PORT })).toThrow('WINKWIRE_PORT is not a setting');
});

test('a mail server needs a sender address', () => {
  expect(() => readConfig({ WINKWIRE_SMTP_URL: 'smtp://127.0.0.1:1' })).toThrow('WINKWIRE_MAIL_FROM');
});

test.each(['links@example.com', 'Winkwire <links@example.com>', '"Doe, Jane" <jane@example.com>'])(
  'mails may come from %s',
  (mailFrom) => {
    expect(readConfig({ WINKWIRE_MAIL_FROM: mailFrom }).mailFrom).toBe(mailFrom);
  },
);

test.each([
  'Winkwire',
  'links@',
  '@example.com',
  'a@example.com, b@example.com',
  'Team: a@example.com;',
  'a b@@c',
])('mails may not come from %s', (mailFrom) => {
  expect(() => readConfig({ WINKWIRE_MAIL_FROM: mailFrom })).toThrow('WINKWIRE_MAIL_FROM (--mail-from)');
});

test('every number has a maximum, and no time is too long for a timer', () => {
  const numbers = Object.values(settings as Record<string, Setting>).filter(({ kind }) =>
    /integer|number/.test(kind),
  );
  expect(numbers.filter(({ maximum }) => maximum === undefined)).toEqual([]);
  // If a timer of Node is set to 2 ** 31 ms or more, it fires at once.
  const tooLong = numbers.filter(
    ({ maximum = 0, description }) => /^Milli/.test(description) && maximum >= 2 ** 31,
  );
  expect(tooLong).toEqual([]);
});

test('a wildcard among the CORS origins is refused, because it would match no page', () => {
  for (const origin of ['https://*.example.com', 'https://*'])
    expect(() => readConfig({ WINKWIRE_CORS_ORIGINS: `https://a.example,${origin}` })).toThrow(
      'a wildcard such as https://*.example.com is not possible',
    );
  expect(readConfig({ WINKWIRE_CORS_ORIGINS: '*' }).corsOrigins).toEqual(['*']);
});
