import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSettingsFile } from './settings-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winkwire-settings-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function read(text: string | Buffer) {
  const file = join(folder, 'winkwire.env');
  await writeFile(file, text);
  return readSettingsFile(file);
}

test('a byte order mark is left out, and names of other programs are permitted', async () => {
  expect(await read('\uFEFFWINKWIRE_RATE_LIMIT=3\r\nNODE_ENV=production\r\n')).toEqual({
    WINKWIRE_RATE_LIMIT: '3',
    NODE_ENV: 'production',
  });
  const others = { Winking: '1', WINKLER_HOME: '1', WINK: '1' };
  expect(await read('Winking=1\nWINKLER_HOME=1\nWINK=1\n')).toEqual(others);
});

test('a line that begins with ; is a comment, as for systemd, but not inside a value', async () => {
  const text = `;WINKWIRE_RATE_LIMIT=2\n ; it's "quoted = "\nPORT=1\nA="one\n;two" ; three\n;`;
  expect(await read(text)).toEqual({ PORT: '1', A: 'one\n;two' });
});

test.each([
  ['WINKWRE_RATE_LIMIT=3', 'WINKWIRE_RATE_LIMIT'],
  ['WINK_RATE_LIMIT=3', 'WINKWIRE_RATE_LIMIT'],
  ['winkwire_rate_limit=3', 'WINKWIRE_'],
  ['WINK_WIRE_RATE_LIMT=3', 'WINKWIRE_RATE_LIMIT'],
  ['WINKWIRETRUST_PROXY=10.0.0.1', 'WINKWIRE_TRUST_PROXY'],
  ['WINKWIRE_TRUST_PROXYY=10.0.0.1', 'WINKWIRE_TRUST_PROXY'],
])('%s is refused, and the nearest setting is named', async (text, nearest) => {
  await expect(read(text)).rejects.toThrow(
    new RegExp(`^${text.split('=')[0]} is not a setting. Did you mean ${nearest}`),
  );
});

test('a line that sets nothing is refused by its number, and its text is not repeated', async () => {
  const reading = read('PORT=1\nWINKWIRE_SANDBOX_SECRET: hidden\n');
  await expect(reading).rejects.toThrow(/^line 2 of the settings file \S+winkwire.env is not NAME=value/);
  await expect(reading).rejects.not.toThrow('hidden');
  // Windows PowerShell writes UTF-16 by default.
  await expect(read(Buffer.from('\uFEFFPORT=1\n', 'utf16le'))).rejects.toThrow('line 1');
});
