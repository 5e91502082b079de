import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { startDns } from '../pipeline/testing/start-dns.ts';
import { hostileUrls } from '../testing/hostile-urls.ts';
import { vetWebhookSettings } from './vet-webhook-settings.ts';

const serve = readConfig({});

test.each(hostileUrls)('%j cannot be registered', async (url) => {
  await expect(vetWebhookSettings(serve, { url })).rejects.toThrow(/^url: /);
});

test('a host with a private address cannot be registered, but a host that does not resolve yet can', async () => {
  using dns = await startDns();
  dns.respond(['93.184.215.14', '10.0.0.1'], 'mixed.example');
  dns.respond('NXDOMAIN', 'later.example');
  const config = { ...serve, dnsServers: [dns.address] };
  await expect(vetWebhookSettings(config, { url: 'https://mixed.example/' })).rejects.toThrow(
    'url: mixed.example leads to a private or reserved address.',
  );
  await vetWebhookSettings(config, { url: 'https://later.example/' });
});

test('a URL is stored as it was parsed', async () => {
  using dns = await startDns();
  dns.respond('93.184.215.14');
  const config = { ...serve, dnsServers: [dns.address] };
  const stored = async (url: string) => (await vetWebhookSettings(config, { url })).url;
  expect(await stored(' https://hooks.example.com/a\nb\t ')).toBe('https://hooks.example.com/ab');
  expect(await stored('https://hooks.example.com/a/../b')).toBe('https://hooks.example.com/b');
  expect(await stored('https://hooks.example.com:0443/')).toBe('https://hooks.example.com/');
  expect(await stored('https:hooks.example.com')).toBe('https://hooks.example.com/');
  expect(await stored('https://0x5DB8D70E/')).toBe('https://93.184.215.14/');
  expect(await stored('https://hooks.example.com/a b')).toBe('https://hooks.example.com/a%20b');
  expect(await stored('https://hooks.example.com?@evil.example/')).toBe(
    'https://hooks.example.com/?@evil.example/',
  );
  expect(await stored('https://hooks.example.com#\\@evil.example/')).toBe(
    'https://hooks.example.com/#\\@evil.example/',
  );
  expect(await stored('https://example.com\\@127.0.0.1/')).toBe('https://example.com/@127.0.0.1/');
  expect(await stored('https://bücher.example/é?a=b%20c')).toBe(
    'https://xn--bcher-kva.example/%C3%A9?a=b%20c',
  );
  await expect(stored(`https://hooks.example.com/${'é'.repeat(100)}`)).rejects.toThrow(/500 characters/);
});

test.each([
  'https://webhook.clienturl.xyz',
  'https://hooks.example.com/Path?Query=1#part',
  'https://hooks.example.com?a=b',
  'https://hooks.example.com/?to=me@example.com',
  'HTTPS://HOOKS.example.com:443',
  'https://hooks.example.com:8443',
  'https://93.184.215.14',
  `https://hooks.example.com?${'a'.repeat(474)}`,
])('%s is stored as it was given, so that its owner finds it in the list', async (url) => {
  using dns = await startDns();
  dns.respond('93.184.215.14');
  expect((await vetWebhookSettings({ ...serve, dnsServers: [dns.address] }, { url })).url).toBe(url);
});

const privateNames = [
  ...[
    'intranet',
    'receiver.',
    'crm.internal',
    'CRM.Internal.',
    'printer.local',
    'app.localhost',
    'nas.home.arpa',
  ],
  ...[
    'x.onion',
    'x.invalid',
    'x.test',
    'x.alt',
    'x.corp',
    'x.lan',
    '1.0.0.127.in-addr.arpa',
    'x.localdomain',
  ],
];

test.each(privateNames)('the private name %s is refused, even if its address is public', async (name) => {
  using dns = await startDns();
  dns.respond('93.184.215.14');
  const config = { ...serve, dnsServers: [dns.address] };
  await expect(vetWebhookSettings(config, { url: `https://${name}/` })).rejects.toThrow(/^url: /);
  dns.respond('NXDOMAIN');
  await expect(vetWebhookSettings(config, { url: `https://${name}/` })).rejects.toThrow(/^url: /);
});

test.each(['intranet', 'crm.internal'])('%s is accepted where its addresses are permitted', async (name) => {
  using dns = await startDns();
  dns.respond('10.1.2.3');
  const config = { ...serve, webhookAllow: ['10.0.0.0/8'], dnsServers: [dns.address] };
  await vetWebhookSettings(config, { url: `https://${name}/` });
});

test.each(['https://./', 'https://a..b/', `https://${'x'.repeat(64)}.example/`])(
  '%s contains no host',
  async (url) => {
    await expect(vetWebhookSettings(serve, { url })).rejects.toThrow(/^url: /);
  },
);

test.each([
  [{ 'Transfer-Encoding ': 'chunked' }, '"Transfer-Encoding "'],
  [{ smile_signature: 'x' }, 'smile_signature'],
  [{ 'x-key': 'a\r\nb' }, 'x-key'],
])('headers that cannot be sent are refused by name: %j', async (headers, named) => {
  await expect(vetWebhookSettings(serve, { headers })).rejects.toThrow(named);
});

test('a port that is not configured cannot be registered, and the error names the setting', async () => {
  using dns = await startDns();
  dns.respond('93.184.215.14');
  const config = { ...serve, webhookPorts: ['443'], dnsServers: [dns.address] };
  await vetWebhookSettings(config, { url: 'https://hooks.example/' });
  const refused = vetWebhookSettings(config, { url: 'https://hooks.example:8443/' });
  await expect(refused).rejects.toThrow(
    'url: Port 8443 is not permitted. Use a port that WINKWIRE_WEBHOOK_PORTS permits.',
  );
});
