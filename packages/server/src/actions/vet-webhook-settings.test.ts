import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { hostileUrls } from '../pipeline/deliver/hostile-urls.ts';
import { startDns } from '../pipeline/testing/start-dns.ts';
import { vetWebhookSettings } from './vet-webhook-settings.ts';

const serve = readConfig({});

test.each(hostileUrls)('%j cannot be registered', async (url) => {
  await expect(vetWebhookSettings(serve, { url })).rejects.toThrow(/^url: /);
});

test('a name of an address inside cannot be registered, one that does not resolve yet can', async () => {
  using dns = await startDns();
  dns.answer(['93.184.215.14', '10.0.0.1'], 'mixed.example');
  dns.answer('NXDOMAIN', 'later.example');
  const config = { ...serve, dnsServers: [dns.address] };
  await expect(vetWebhookSettings(config, { url: 'https://mixed.example/' })).rejects.toThrow('10.0.0.1');
  await vetWebhookSettings(config, { url: 'https://later.example/' });
});

test('a port that is not configured cannot be registered, and the answer names the setting', async () => {
  using dns = await startDns();
  dns.answer('93.184.215.14');
  const config = { ...serve, webhookPorts: ['443'], dnsServers: [dns.address] };
  await vetWebhookSettings(config, { url: 'https://hooks.example/' });
  const refused = vetWebhookSettings(config, { url: 'https://hooks.example:8443/' });
  await expect(refused).rejects.toThrow('url: Port 8443 is not among those of WINKWIRE_WEBHOOK_PORTS.');
});
