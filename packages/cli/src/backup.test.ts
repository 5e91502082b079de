import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { follow, runCli, runServe } from './testing/run-cli.ts';

vi.setConfig({ testTimeout: 180_000 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winkwire-backup-cli-'));
  await writeFile(join(folder, 'passphrase'), 'a passphrase of words\n');
  await writeFile(join(folder, 'short'), 'short');
  await mkdir(join(folder, 'served'));
  await writeFile(join(folder, 'served', 'winkwire.sqlite'), '');
});
afterAll(() => rm(folder, { recursive: true }));
const inFolder = (name: string): string => join(folder, name);
const passphrase = () => ['--passphrase-file', inFolder('passphrase')];

test('a running server is backed up, and its archive starts a server with the same data', async () => {
  const archive = inFolder('whole.tar.gz');
  const restored = inFolder('restored');
  {
    await using serving = await runServe([]);
    const words = ['backup', '--data-dir', serving.folder, archive];
    expect(await runCli([...words, ...passphrase()])).toEqual({ code: 0, output: `${archive}\n` });
    expect((await stat(archive)).mode & 0o777).toBe(0o600);
    expect((await runCli([...words, ...passphrase()])).output).toContain('exists. Choose another name');
    expect((await readdir(folder)).sort()).toEqual(['passphrase', 'served', 'short', 'whole.tar.gz']);
  }
  const words = ['restore', '--data-dir', restored, archive];
  expect(await runCli(words)).toEqual({ code: 1, output: expect.stringContaining('--passphrase-file') });
  const { code, output } = await runCli([...words, '--passphrase-file', '-'], {
    input: 'a passphrase of words',
  });
  expect({ code, output }).toEqual({
    code: 0,
    output: expect.stringMatching(
      /^Restored the archive of \S+Z, made by Winkwire \S+\.\nProved: the hash chains of 0 webhooks.*\nProved: the key opens the secrets of 0 webhooks\.\nThe key is in /,
    ),
  });
  expect((await readdir(restored)).sort()).toEqual(['encryption.key', 'winkwire.sqlite']);
  await using again = await runServe([], restored);
  expect((await fetch(`${again.url}/readyz`)).status).toBe(200);
});

test('a backup whose key is missing is refused, unless the key is to be left out or is lost', async () => {
  await using serving = await runServe(['--encryption-key', 'ab'.repeat(32)]);
  const words = ['backup', '--data-dir', serving.folder];
  const file = inFolder('no-key.tar.gz');
  expect(await runCli([...words, file, ...passphrase()])).toEqual({
    code: 1,
    output: expect.stringContaining('--settings'),
  });
  expect(await readdir(folder)).not.toContain('no-key.tar.gz');
  const flags = [['--without-key'], [...passphrase(), '--accept-lost-key', 'yes']];
  for (const [index, given] of flags.entries())
    expect(await runCli([...words, inFolder(`${index}.tar.gz`), ...given])).toMatchObject({ code: 0 });
  await Promise.all(flags.map((_, index) => rm(inFolder(`${index}.tar.gz`))));
});

test('a signal ends a backup or a restoration, and nothing that it has written is left', async () => {
  const archive = inFolder('large.tar.gz');
  const backups = inFolder('backups');
  const restored = inFolder('aborted');
  await mkdir(backups);
  await mkdir(restored);
  await using serving = await runServe([]);
  const filler = new DatabaseSync(join(serving.folder, 'winkwire.sqlite'), { timeout: 10_000 });
  // Random data can hardly be compressed. This makes the commands so slow that a signal can abort them.
  for (let index = 0; index < 80; index++)
    filler
      .prepare('insert into loaders values (?, ?, 0)')
      .run(`${index}`, randomBytes(500_000).toString('hex'));
  filler.close();
  const backup = ['backup', '--data-dir', serving.folder, ...passphrase()];
  expect(await runCli([...backup, archive])).toMatchObject({ code: 0 });
  for (const { words, in: place, signal, code } of [
    { words: [...backup, join(backups, 'a.tar.gz')], in: backups, signal: 'SIGINT', code: 130 },
    {
      words: ['restore', '--data-dir', restored, archive, ...passphrase()],
      in: restored,
      signal: 'SIGTERM',
      code: 143,
    },
  ] as const) {
    using running = follow([...words]);
    await vi.waitFor(async () => expect(await readdir(place)).toHaveLength(1), {
      timeout: 60_000,
      interval: 5,
    });
    expect(await running.stop(signal)).toBe(code);
    expect(running.lines().join()).toContain(`${signal}: `);
    expect(await readdir(place)).toEqual([]);
  }
  await rm(archive);
});

test.each([
  {
    what: 'no passphrase',
    words: ['backup', 'a.tar.gz'],
    code: 2,
    says: /give either --passphrase-file, or --without-key/,
  },
  {
    what: 'a short passphrase',
    words: ['backup', 'a.tar.gz', '--passphrase-file', 'short'],
    code: 2,
    says: /at least 12 characters/,
  },
  {
    what: 'no such file',
    words: ['backup', 'a.tar.gz', '--passphrase-file', 'none'],
    code: 2,
    says: /none cannot be read \(ENOENT\)/,
  },
  {
    what: 'no database',
    words: ['backup', 'a.tar.gz', '--without-key'],
    code: 1,
    says: /there is no database at .*--data-dir/s,
  },
  {
    what: 'a folder that does not exist',
    words: ['backup', '--data-dir', 'served', 'none/b.tar.gz', '--without-key'],
    code: 1,
    says: /No archive can be made in .*none \(ENOENT\)/,
  },
  { what: 'no archive', words: ['restore', 'a.tar.gz'], code: 1, says: /There is no archive at a\.tar\.gz/ },
  {
    what: 'a file that is no archive',
    words: ['restore', 'passphrase'],
    code: 1,
    says: /The archive is damaged/,
  },
])('$what is refused in one sentence, and nothing is made', async ({ words, code, says }) => {
  const refused = await runCli(words, { cwd: folder });
  expect(refused).toEqual({ code, output: expect.stringMatching(says) });
  expect(refused.output).not.toMatch(/\n\s+at /);
  const left = await readdir(folder);
  expect(left).not.toContain('a.tar.gz');
  expect(left).not.toContain('data');
});
