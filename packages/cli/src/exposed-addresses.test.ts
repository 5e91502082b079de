import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { exposedAddresses } from './exposed-addresses.ts';

test.each(['127.0.0.1', '127.0.0.2', 'localhost', '::1'])('other machines cannot reach %s', (host) => {
  expect(exposedAddresses(host, 'http://127.0.0.1:8080')).toEqual([]);
});

test('a public address is listed with its port', () => {
  expect(exposedAddresses('192.0.2.7', 'http://192.0.2.7:8080')).toEqual(['http://192.0.2.7:8080']);
  expect(exposedAddresses('2001:db8::1', 'http://[2001:db8::1]:8080')).toEqual(['http://[2001:db8::1]:8080']);
});

test('0.0.0.0 is listed as the addresses of this machine that others can reach', () => {
  const open = exposedAddresses('0.0.0.0', 'http://127.0.0.1:8080');
  expect(open.length).toBeGreaterThan(0);
  for (const url of open) expect(url).toMatch(/^http:\/\/(?!127\.)[\d.]+:8080$/);
});

test(':: is listed as the addresses of IPv4 and of IPv6 that others can reach', () => {
  const address = (family: 'IPv4' | 'IPv6', address: string, internal = false) =>
    ({ family, address, internal }) as NetworkInterfaceInfo;
  const interfaces = {
    lo: [address('IPv4', '127.0.0.1', true), address('IPv6', '::1', true)],
    eth0: [
      address('IPv4', '192.0.2.7'),
      address('IPv6', '2001:db8::7'),
      address('IPv6', 'fe80::fc:ff:fe00:1'),
    ],
  };
  const open = (host: string) => exposedAddresses(host, 'http://127.0.0.1:8080', interfaces);
  expect(open('::')).toEqual(['http://192.0.2.7:8080', 'http://[2001:db8::7]:8080']);
  expect(open('0.0.0.0')).toEqual(['http://192.0.2.7:8080']);
});
