import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { replaceOrigins } from '../domain/embedding-origins.ts';
import { type Server, startServer } from '../main.ts';

let folder: string;
let server: Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winkwire-widget-'));
  const widget = join(folder, 'widget');
  await mkdir(widget);
  await writeFile(join(widget, 'index.html'), '<!doctype html>');
  await writeFile(join(widget, 'smile.v2.js'), '');
  const config = readConfig({}, { profile: 'dev', port: 0, dataDir: folder, logLevel: 'silent' });
  server = await startServer({ config, assets: { widget } });
  await server.services.store.transaction((transaction) =>
    replaceOrigins(transaction, { tenantId: 'main', mode: 'PRODUCTION' }, ['https://shop.example']),
  );
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function framedBy(path: string): Promise<string | undefined> {
  const { headers } = await fetch(`${server.url}${path}`);
  return /frame-ancestors ([^;]+)/.exec(headers.get('content-security-policy')!)?.[1];
}

test('the frame may be embedded by the registered pages of the tenant and mode in its address', async () => {
  expect(await framedBy('/widget/?for=main.PRODUCTION')).toBe("'self' https://shop.example");
  expect(await framedBy('/widget/?for=main.SANDBOX')).toBeUndefined();
});

test('if the address contains no tenant, every page may embed the frame, whatever others have registered', async () => {
  for (const query of ['', '?for=', '?for=main', '?for=main.OTHER', '?for=.SANDBOX']) {
    expect(await framedBy(`/widget/${query}`)).toBeUndefined();
  }
});

test('a response that is not a page cannot be framed', async () => {
  expect(await framedBy('/v2/smile.v2.js')).toBe("'none'");
  expect(await framedBy('/widget/%69ndex.html')).toBe("'none'");
});

test.each(['null', 'file://', 'https://[2001:db8::1]'])(
  'if %s is registered, which a policy cannot name, every page may embed the frame and the session checks the origin',
  async (origin) => {
    const caller = { tenantId: 'main', mode: 'SANDBOX' } as const;
    const register = (origins: string[]) =>
      server.services.store.transaction((transaction) => replaceOrigins(transaction, caller, origins));
    await register(['https://shop.example', origin]);
    expect(await framedBy('/widget/?for=main.SANDBOX')).toBeUndefined();
    await register(['https://shop.example', 'capacitor://localhost']);
    expect(await framedBy('/widget/?for=main.SANDBOX')).toBe(
      "'self' capacitor://localhost https://shop.example",
    );
    await register([]);
  },
);

test('pages of every origin may read the files, so that integrity, modules and sandboxes work', async () => {
  for (const path of ['/v2/smile.v2.js', '/widget/', '/widget/?for=main.PRODUCTION']) {
    const { headers } = await fetch(`${server.url}${path}`, { headers: { origin: 'null' } });
    expect(headers.get('access-control-allow-origin'), path).toBe('*');
    expect(headers.get('cross-origin-resource-policy'), path).toBe('cross-origin');
  }
});

test('pages that are isolated from other origins may show the frame', async () => {
  const { headers } = await fetch(`${server.url}/widget/?for=main.PRODUCTION`);
  expect(headers.get('cross-origin-embedder-policy')).toBe('credentialless');
});
