import { hash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { type Server, startServer } from '../main.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';

const scripts = { first: 'first version;'.repeat(100), second: 'second version;'.repeat(100) };

describe.each(['sqlite', 'postgres'] as const)('versions of the loader, on %s', (name) => {
  let folder: string;
  let engine: Engine;
  let place: Place;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'winkwire-loaders-'));
    engine = await startEngine(name);
    place = await engine.place();
  });
  afterAll(async () => {
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  /** Starts a server whose build has this version of the loader. All servers share a database. */
  async function built(version: keyof typeof scripts): Promise<Server> {
    const widget = join(folder, version);
    await mkdir(widget, { recursive: true });
    await writeFile(join(widget, 'smile.v2.js'), scripts[version]);
    const { databaseUrl } = place.config;
    const environment = databaseUrl ? { WINKWIRE_DATABASE_URL: databaseUrl } : {};
    const config = readConfig(environment, { profile: 'dev', port: 0, dataDir: folder, logLevel: 'silent' });
    return startServer({ config, assets: { widget } });
  }
  const described = async ({ url }: Server) =>
    (await (await fetch(`${url}/v2/loader.json`)).json()) as { url: string; integrity: string; tag: string };

  test('each has a URL of its own, which outlives an upgrade', async () => {
    const older = await built('first');
    const first = await described(older);
    expect(first.integrity).toBe(`sha384-${hash('sha384', scripts.first, 'base64')}`);
    expect(first.url).toMatch(new RegExp(`^${older.url}/v2/smile\\.[0-9a-f]{16}\\.js$`));
    expect(first.tag).toBe(
      `<script src="${first.url}" integrity="${first.integrity}" crossorigin="anonymous"></script>`,
    );
    await older.close();

    const newer = await built('second');
    const second = await described(newer);
    expect(second.integrity).not.toBe(first.integrity);
    for (const [{ url }, script] of [
      [first, scripts.first],
      [second, scripts.second],
    ] as const) {
      const response = await fetch(newer.url + new URL(url).pathname, { headers: { origin: 'null' } });
      expect(await response.text()).toBe(script);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'content-type': 'text/javascript; charset=utf-8',
      });
    }
    await newer.close();
  });

  test('a version that was never served is missing, and caches do not keep that response for long', async () => {
    const server = await built('second');
    for (const file of ['smile.0123456789abcdef.js', 'smile.js', 'other.js', '%2e%2e']) {
      const { status, headers } = await fetch(`${server.url}/v2/${file}`);
      expect([file, status]).toEqual([file, 404]);
      expect(headers.get('cache-control') ?? '', file).not.toContain('immutable');
    }
    await server.close();
  });
});
