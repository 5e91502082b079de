import { expect, test } from 'vitest';
import { clientOf } from './client-of.ts';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::', '2001:db8:1:2'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s is the client %s', (address, client) => {
  expect(clientOf(address)).toBe(client);
});

test('the port that a proxy adds to an address does not make another client', () => {
  for (const port of [1, 40_000, 65_535]) {
    expect(clientOf(`192.0.2.1:${port}`)).toBe('192.0.2.1');
    expect(clientOf(`[2001:db8:1:2::7]:${port}`)).toBe('2001:db8:1:2');
    expect(clientOf(`[::ffff:192.0.2.1]:${port}`)).toBe('192.0.2.1');
  }
  expect(clientOf('[2001:db8:1:2::7]')).toBe('2001:db8:1:2');
});

test('all texts that are not addresses are one client', () => {
  const texts = [
    '',
    'unknown',
    'a',
    'b.example',
    '192.0.2.1:a',
    '1.2.3',
    '999.1.1.1',
    '_hidden',
    '[a]:1',
    'a:b',
  ];
  expect(new Set(texts.map(clientOf))).toEqual(new Set(['unknown']));
});
