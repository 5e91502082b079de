import { expect, test } from 'vitest';
import { hostileUrls } from '../../../testing/hostile-urls.ts';
import { AddressGuard, AddressRefused } from './address-guard.ts';

const strict = new AddressGuard({ allow: [], http: 'no' });

/** Vets the URL and each address, as a sender does. */
async function vet(guard: AddressGuard, url: string): Promise<string> {
  try {
    const { hostname } = guard.vetUrl(url);
    await guard.resolve(hostname.replace(/^\[|\]$/g, ''));
    return 'permitted';
  } catch (error) {
    return error instanceof AddressRefused ? 'refused' : 'unresolved';
  }
}

test('the corpus has at least 150 URLs, each once', () => {
  expect(hostileUrls.length).toBeGreaterThanOrEqual(150);
  expect(new Set(hostileUrls).size).toBe(hostileUrls.length);
});

test.each(hostileUrls)('%j is refused', async (url) => {
  expect(await vet(strict, url)).toBe('refused');
});

test.each([
  'https://93.184.215.14/hook',
  'https://8.8.8.8:8443/hook?a=b',
  'https://[2606:4700:4700::1111]/hook',
  'https://[2a00:1450:4001:829::200e]/',
  'https://172.32.0.1/',
  'https://100.128.0.1/',
  'https://11.0.0.1/',
])('%s is permitted', async (url) => {
  expect(await vet(strict, url)).toBe('permitted');
});

test('a range that the operator allows is permitted, in every form of its addresses, and nothing beyond', async () => {
  const guard = new AddressGuard({ allow: ['10.1.0.0/16'], http: 'no' });
  expect(await vet(guard, 'https://10.1.2.3/')).toBe('permitted');
  expect(await vet(guard, 'https://[::ffff:10.1.2.3]/')).toBe('permitted');
  expect(await vet(guard, 'https://10.2.0.1/')).toBe('refused');
});

test('plain HTTP is permitted only to loopback, and only if loopback is allowed', async () => {
  const guard = new AddressGuard({ allow: ['127.0.0.0/8', '::1/128'], http: 'loopback' });
  expect(await vet(guard, 'http://127.0.0.1:3000/')).toBe('permitted');
  expect(await vet(guard, 'http://localhost:3000/')).toBe('permitted');
  expect(await vet(guard, 'http://8.8.8.8/')).toBe('refused');
  const shut = new AddressGuard({ allow: [], http: 'loopback' });
  expect(await vet(shut, 'http://127.0.0.1:3000/')).toBe('refused');
});

test('a name with one private address among public ones is refused', async () => {
  const guard = new AddressGuard({ allow: [], http: 'no' }, async () => [
    { address: '93.184.215.14', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ]);
  await expect(guard.resolve('mixed.example')).rejects.toThrow(
    'mixed.example leads to a private or reserved address.',
  );
});

test('a refusal does not show to which address a name leads, nor whether a private name exists', async () => {
  const names: Record<string, string> = { 'vault.corp': '10.20.30.40', 'inside.example': '10.20.30.41' };
  const guard = new AddressGuard({ allow: [], http: 'no' }, async (name) => {
    const address = names[name];
    if (!address) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    return [{ address, family: 4 }];
  });
  const refusalOf = async (name: string): Promise<string> => {
    const error = await guard.vetName(name).catch((refused: Error) => refused);
    return error instanceof Error ? error.message.replaceAll(name, 'NAME') : 'permitted';
  };
  expect(await refusalOf('inside.example')).toBe('NAME leads to a private or reserved address.');
  expect(await refusalOf('vault.corp')).toMatch(/^NAME is a name of a private network\./);
  expect(await refusalOf('nothing.corp')).toBe(await refusalOf('vault.corp'));
  expect(() => guard.vetHost('10.20.30.40')).toThrow('10.20.30.40 is a private or reserved address.');
});

test('an address that DNS64 has made is judged by the IPv4 address in it', () => {
  expect(strict.permits('64:ff9b::5db8:d822')).toBe(true);
  expect(strict.permits('64:ff9b::10.0.0.1')).toBe(false);
  expect(strict.permits('64:ff9b::127.0.0.1')).toBe(false);
  expect(strict.permits('64:ff9b:1::8.8.8.8')).toBe(false);
  const wide = new AddressGuard({ allow: ['10.0.0.0/8'], http: 'no' });
  expect(wide.permits('64:ff9b::10.0.0.1')).toBe(false);
});

test('ports of other protocols are refused, even above 1024, and the error names the setting', async () => {
  const at = (port: number) => () => strict.vetUrl(`https://hooks.example:${port}/`);
  for (const port of [22, 25, 1023, 2049, 3306, 6379, 11_211]) {
    expect(at(port), String(port)).toThrow(
      `Port ${port} is not permitted. Use a port that WINKWIRE_WEBHOOK_PORTS permits.`,
    );
  }
  for (const port of [80, 443, 1024, 3000, 8080, 8443, 65_535]) expect(at(port), String(port)).not.toThrow();
});

test('if ports are configured, only those are permitted, even if they belong to other protocols', () => {
  const guard = new AddressGuard({ allow: [], http: 'no', ports: ['443', '6379', '8000-8010'] });
  const permits = (port: number) => {
    try {
      return Boolean(guard.vetUrl(`https://hooks.example:${port}/`));
    } catch {
      return false;
    }
  };
  expect([443, 6379, 8000, 8010].filter(permits)).toEqual([443, 6379, 8000, 8010]);
  expect([80, 7999, 8011, 8443].filter(permits)).toEqual([]);
});
