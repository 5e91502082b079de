import { copyFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Config, readConfig } from '../config.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { ownEverything } from '../testing/own-everything.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { backUp } from './back-up.ts';
import { restore } from './restore.ts';
import { changeDatabase, rewriteArchive } from './testing/rewrite-archive.ts';

const passphrase = 'a passphrase of words';
const encryptionKey = 'ab'.repeat(32);

describe.each(['sqlite', 'postgres'] as const)('a backup of %s', (name) => {
  let engine: Engine;
  let place: Place;
  let server: TestServer;
  let webhookIds: string[];
  let archive: string;
  let folder: string;
  beforeAll(async () => {
    engine = await startEngine(name);
    place = await engine.place();
    server = await startTestServer({ ...place.config, encryptionKey, rateLimit: 0 });
    await ownEverything(server);
    webhookIds = await Promise.all(['ALL_EVENTS', 'USER_CREATED'].map(addWebhook));
    await Promise.all(Array.from({ length: 20 }, addUser));
    await vi.waitFor(async () => expect(await statesOfArchives()).not.toContain('STARTED'), 60_000);
    folder = await mkdtemp(join(tmpdir(), 'winkwire-backup-'));
    archive = join(folder, 'whole.tar.gz');
    await make(archive);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  let target: Place;
  beforeEach(async () => {
    target = await engine.place();
  });
  afterEach(() => target[Symbol.asyncDispose]());

  const addWebhook = async (type: string): Promise<string> => {
    const body = { name: type, url: 'http://127.0.0.1:9999/', eventTypes: [type], active: false };
    return (await server.call('/v1/webhooks', { method: 'POST', body })).body.data.id;
  };
  const statesOfArchives = async (): Promise<string[]> =>
    (await server.call('/v1/archives')).body.data.items.map(
      (item: { state: { status: string } }) => item.state.status,
    );
  /** Links to files contain the server's address, which differs between servers. */
  const withoutAddress = async ({ call, url }: TestServer, path: string): Promise<unknown> =>
    JSON.parse(JSON.stringify((await call(path)).body.data).replaceAll(url, ''));
  const addUser = () => server.call('/v1/users', { method: 'POST', body: {} });
  const configOf = (of: Place, overrides: Partial<Config> = {}): Config =>
    readConfig({}, { ...of.config, encryptionKey, profile: 'serve', ...overrides });
  const make = (file: string, with_: Partial<Parameters<typeof backUp>[0]> = {}) =>
    backUp({
      config: configOf(place),
      file,
      passphrase,
      version: '0.0.0',
      onProgress: () => {},
      ...with_,
    });
  const put = (overrides: Partial<Config> = {}, given: Partial<Parameters<typeof restore>[0]> = {}) =>
    restore({
      config: configOf(target, overrides),
      file: archive,
      passphrase,
      onProgress: () => {},
      ...given,
    });
  const change = async (sql: string): Promise<void> => {
    if (name === 'sqlite') {
      using database = new DatabaseSync(join(target.config.dataDir, 'winkwire.sqlite'));
      database.exec(sql);
      return;
    }
    const client = new Client(target.config.databaseUrl as string);
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  const isEmpty = async (): Promise<boolean> => {
    if (name === 'sqlite') return (await readdir(target.config.dataDir)).length === 0;
    // Only an empty database accepts an archive.
    return put().then(
      () => true,
      () => false,
    );
  };

  test('contains everything, and the key in it decrypts its secrets', async () => {
    const restored = await put({ encryptionKey: null });
    expect(restored).toMatchObject({
      chains: { endpoints: 3, broken: [], damaged: [] },
      webhooks: 3,
      unopened: [],
      keyFile: join(target.config.dataDir, 'encryption.key'),
    });
    expect(restored.chains.deliveries).toBeGreaterThan(40);
    const key = (await readFile(restored.keyFile as string, 'utf8')).trim();
    expect(key).toBe(encryptionKey);
    await using again = await startTestServer({ ...target.config, encryptionKey: key, rateLimit: 0 });
    for (const path of ['/v1/users?size=100', '/v1/events?size=100', '/v1/archives', '/v1/winkTemplates']) {
      const shown = await Promise.all([again, server].map((one) => withoutAddress(one, path)));
      expect(shown[0]).toEqual(shown[1]);
    }
    for (const id of webhookIds) {
      const shown = await Promise.all(
        [again, server].map(async ({ call }) => [
          (await call(`/v1/webhooks/${id}/checkpoint`)).body.data,
          (await call(`/v1/webhooks/${id}/reveal`, { method: 'POST' })).body.data.secret,
        ]),
      );
      expect(shown[0]).toEqual(shown[1]);
    }
  });

  test('is consistent while events are published', async () => {
    let stop = false;
    const publishing = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (!stop) await addUser();
      }),
    );
    try {
      for (const round of [1, 2]) {
        const file = join(folder, `busy-${round}.tar.gz`);
        await make(file);
        await using other = await engine.place();
        const restored = await restore({
          config: configOf(other),
          file,
          passphrase,
          onProgress: () => {},
        });
        expect(restored.chains).toMatchObject({ endpoints: 3, broken: [], damaged: [] });
        await rm(file);
      }
    } finally {
      stop = true;
      await publishing;
    }
  });

  test('can be made without the key, which the settings then have to contain', async () => {
    const file = join(folder, 'without-key.tar.gz');
    await make(file, { passphrase: null });
    expect(gunzipSync(await readFile(file)).includes('keys.json')).toBe(false);
    await expect(put({ encryptionKey: 'cd'.repeat(32) }, { file, passphrase: null })).rejects.toThrow(
      /secrets of 3 of 3 webhooks: (wh-\w+, ){2}wh-\w+\. Nothing was restored\./,
    );
    expect(await put({}, { file, passphrase: null })).toMatchObject({ unopened: [], keyFile: null });
  });

  test('does not need the key if the archive will not contain it', async () => {
    const file = join(folder, 'no-key-at-hand.tar.gz');
    await make(file, { passphrase: null, config: configOf(place, { encryptionKey: null }) });
    expect(await put({}, { file, passphrase: null })).toMatchObject({ unopened: [] });
  });

  test('is not made with a passphrase but without the key, or with another key', async () => {
    const file = join(folder, 'wrong-key.tar.gz');
    const before = await readdir(folder);
    await expect(make(file, { config: configOf(place, { encryptionKey: null }) })).rejects.toThrow(
      name === 'sqlite' ? 'There is no encryption key' : 'WINKWIRE_ENCRYPTION_KEY',
    );
    const wrong = configOf(place, { encryptionKey: 'cd'.repeat(32) });
    await expect(make(file, { config: wrong })).rejects.toThrow(
      /secrets of 3 of 3 webhooks: (wh-\w+, ){2}wh-\w+\. Name the settings file/,
    );
    expect(await readdir(folder)).toEqual(before);
    await make(file, { config: { ...wrong, acceptLostKey: true } });
  });

  test('is not made if the work is aborted at any time, and nothing is left', async () => {
    const before = await readdir(folder);
    // A small SQLite database is copied in one step.
    for (const step of name === 'sqlite' ? [0] : [0, 1, 2]) {
      const controller = new AbortController();
      let steps = 0;
      const onProgress = () => {
        if (steps++ === step) controller.abort(new Error('stopped'));
      };
      const { signal } = controller;
      await expect(make(join(folder, 'aborted.tar.gz'), { onProgress, signal })).rejects.toThrow('stopped');
      expect(await readdir(folder)).toEqual(before);
    }
  });

  test('is not restored if the restoration is aborted, and nothing is left', async () => {
    for (const step of [0, 1]) {
      const controller = new AbortController();
      let steps = 0;
      const onProgress = () => {
        if (steps++ === step) controller.abort(new Error('stopped'));
      };
      await expect(put({}, { onProgress, signal: controller.signal })).rejects.toThrow('stopped');
    }
    expect(await isEmpty()).toBe(true);
  });

  test('is the only one that gets its name if several are made at the same time', async () => {
    const file = join(folder, 'same-name.tar.gz');
    const made = await Promise.allSettled([make(file), make(file), make(file)]);
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of made)
      if (one.status === 'rejected') expect(one.reason.message).toContain('exists. Choose another name');
    expect(await put({}, { file })).toMatchObject({ unopened: [] });
    expect((await readdir(folder)).filter((entry) => entry.startsWith('.'))).toEqual([]);
    await rm(file);
  });

  test('names the folder in which it cannot be made', async () => {
    for (const missing of [join(folder, 'none'), archive])
      await expect(make(join(missing, 'a.tar.gz'))).rejects.toThrow(
        `No archive can be made in ${missing} (${missing === archive ? 'ENOTDIR' : 'ENOENT'})`,
      );
  });

  test('needs no passphrase if the settings have the key', async () => {
    expect(await put({}, { passphrase: null })).toMatchObject({ unopened: [], keyFile: null });
  });

  test('without its key is restored on request, and the webhooks that need new secrets are named', async () => {
    const restored = await put({ encryptionKey: 'cd'.repeat(32), acceptLostKey: true }, { passphrase: null });
    expect(restored).toMatchObject({ webhooks: 3, keyFile: null });
    expect(restored.unopened).toHaveLength(3);
    expect(restored.unopened).toEqual(expect.arrayContaining(webhookIds));
  });

  test('is refused by a target that is not empty, with a wrong passphrase and on another engine', async () => {
    await expect(put({}, { passphrase: 'a different passphrase' })).rejects.toThrow(
      'passphrase does not open',
    );
    await expect(put({ encryptionKey: null }, { passphrase: null })).rejects.toThrow('--passphrase-file');
    if (name === 'postgres') {
      await expect(put({ databaseUrl: null })).rejects.toThrow('The archive contains a PostgreSQL database');
    }
    await put();
    await expect(put()).rejects.toThrow(name === 'sqlite' ? 'winkwire.sqlite exists' : 'is not empty');
    await expect(make(archive)).rejects.toThrow('exists. Choose another name');
  });

  test('leaves nothing in the target when it is damaged anywhere', async () => {
    const size = (await readFile(archive)).length;
    const file = join(folder, 'damaged.tar.gz');
    for (const share of [0, 0.5, 0.999]) {
      await copyFile(archive, file);
      await truncate(file, Math.floor(size * share));
      await expect(put({}, { file }), `cut at ${share}`).rejects.toThrow('archive');
    }
    for (const share of [0.001, 0.35, 0.98]) {
      const content = gunzipSync(await readFile(archive));
      // Changes a byte that is not zero, because the padding between entries consists of zeros and is never read.
      const at = content.findIndex((byte, index) => index >= content.length * share && byte !== 0);
      content[at] = (content[at] as number) ^ 0x10;
      await writeFile(file, gzipSync(content, { level: 1 }));
      await expect(put({}, { file }), `flipped at ${share}`).rejects.toThrow();
    }
    expect(await isEmpty()).toBe(true);
  });

  test('in which any byte has changed is refused before anything is written', async () => {
    const whole = await readFile(archive);
    const file = join(folder, 'one-bit.tar.gz');
    const onProgress = vi.fn();
    const dataDir = join(target.config.dataDir, 'missing', 'data');
    const last = Array.from({ length: 100 }, (_, index) => whole.length - 1 - index);
    // Byte 9 of a gzip file names the operating system, which programs ignore.
    for (const at of [0, 4, 9, 1000, Math.floor(whole.length / 2), ...last]) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] as number) ^ 0x10;
      await writeFile(file, changed);
      await expect(put({ dataDir }, { file, onProgress }), `byte ${at}`).rejects.toThrow('damaged');
    }
    const longer = Buffer.concat([whole, Buffer.alloc(1)]);
    await writeFile(file, longer);
    await expect(put({ dataDir }, { file, onProgress })).rejects.toThrow('damaged');
    expect(onProgress.mock.calls.filter(([{ what }]) => !what.endsWith(' checked'))).toEqual([]);
    expect(await isEmpty()).toBe(true);
  });

  test('of an earlier version, which has no digest, is restored if its content is intact', async () => {
    const file = join(folder, 'earlier.tar.gz');
    const earlier = await rewriteArchive(await readFile(archive), (entry, content) =>
      entry === 'manifest.json' ? Buffer.from(content.toString().replace(',"hasDigest":true', '')) : content,
    );
    const digest = earlier.lastIndexOf(Buffer.from([0x1f, 0x8b, 8, 0x10]));
    await writeFile(file, earlier.subarray(0, digest - 1));
    const dataDir = join(target.config.dataDir, 'missing', 'data');
    await expect(put({ dataDir }, { file })).rejects.toThrow('damaged');
    expect(await readdir(target.config.dataDir)).toEqual([]);
    await writeFile(file, earlier.subarray(0, digest));
    expect(await put({}, { file })).toMatchObject({ unopened: [] });
  });

  test.runIf(name === 'sqlite')(
    'that is refused later leaves none of the folders that it needed',
    async () => {
      const dataDir = join(target.config.dataDir, 'missing', 'data');
      const wrong = { dataDir, encryptionKey: 'cd'.repeat(32) };
      await expect(put(wrong)).rejects.toThrow('Nothing was restored');
      await expect(put({ dataDir }, { passphrase: 'a different passphrase' })).rejects.toThrow('passphrase');
      expect(await readdir(target.config.dataDir)).toEqual([]);
      await put({ dataDir });
      expect(await readdir(dataDir)).toContain('winkwire.sqlite');
    },
  );

  test('whose rows were changed together with its checksums is refused by the hash chains', async () => {
    const file = join(folder, 'forged.tar.gz');
    const forged = await rewriteArchive(await readFile(archive), (entry, content) => {
      if (entry === 'database.sqlite')
        return changeDatabase(content, 'delete from deliveries where sequence = 2');
      if (entry !== 'tables/deliveries.copy') return content;
      return Buffer.from(content.toString().replace(/^.*\n/, ''));
    });
    await writeFile(file, forged);
    await expect(put({}, { file })).rejects.toThrow('does not end at the hash');
    expect(await isEmpty()).toBe(true);
  });

  test('whose key requires more memory than is permitted is refused', async () => {
    const file = join(folder, 'hungry.tar.gz');
    const hungry = await rewriteArchive(await readFile(archive), (entry, content) =>
      entry === 'keys.json' ? Buffer.from(content.toString().replace('"N":131072', '"N":16777216')) : content,
    );
    await writeFile(file, hungry);
    await expect(put({}, { file })).rejects.toThrow('The key in this archive cannot be opened');
  });

  test('of a database with a changed event is kept, and names the webhooks whose chain is broken', async () => {
    const file = join(folder, 'changed.tar.gz');
    await put();
    await change(
      "update events set body_digest = replace(body_digest, substr(body_digest, 1, 1), 'g') where id in (select event_id from deliveries where sequence = 2)",
    );
    await expect(make(file, { config: configOf(target) })).rejects.toThrow(
      /^The hash chain of \d webhooks? does not end at .*: wh-.* was made, .* Keep the older archives/,
    );
    await using other = await engine.place();
    await expect(
      restore({ config: configOf(other), file, passphrase, onProgress: () => {} }),
    ).rejects.toThrow('does not end at the hash');
  });

  test.runIf(name === 'sqlite')('of a damaged file is kept, and says what is damaged', async () => {
    const file = join(folder, 'bit.tar.gz');
    await put();
    const database = join(target.config.dataDir, 'winkwire.sqlite');
    const at = placeOfIndex(database);
    const bytes = await readFile(database);
    bytes[at] = (bytes[at] as number) ^ 1;
    await writeFile(database, bytes);
    await expect(make(file, { config: configOf(target) })).rejects.toThrow(
      /^The database file is damaged: .* was made/,
    );
    expect(await readdir(folder)).toContain('bit.tar.gz');
  });

  function placeOfIndex(database: string): number {
    using file = new DatabaseSync(database);
    const find = "select rootpage from sqlite_schema where name = 'sqlite_autoindex_events_1'";
    const { rootpage } = file.prepare(find).get() as { rootpage: number };
    return (rootpage - 1) * 4096;
  }

  test('of a newer version is refused', async () => {
    const file = join(folder, 'newer.tar.gz');
    const newer = await rewriteArchive(await readFile(archive), (entry, content) =>
      entry === 'manifest.json'
        ? Buffer.from(content.toString().replace('"migrations":[', '"migrations":[999999,'))
        : content,
    );
    await writeFile(file, newer);
    await expect(put({}, { file })).rejects.toThrow(/newer version/);
  });
});
