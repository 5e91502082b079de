import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { signV1, smileKey, smileSignature, standardKey } from '@winkwire/receiver';
import { freePort } from '@winkwire/server/testing/free-port';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packages, tsc } from './packages.ts';
import { Customer, systemPath } from './testing/customer.ts';
import { startWinkwire } from './testing/start-winkwire.ts';

const customer = new Customer();
const example = /```ts\n(.*?)```/s.exec(readFileSync(join(packages, 'receiver/README.md'), 'utf8'))![1]!;

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'pack.ts')], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  customer.install(tarballs(), 'express', 'react', '@types/react', '@types/node');
});
afterAll(() => customer[Symbol.dispose]());

const tarballs = (names = '*') => globSync(join(packages, `../dist/${names}.tgz`)).sort();
const tool = (name: string) => join(packages, '../node_modules/.bin', name);
const installed = (name: string) => join(customer.folder, 'node_modules', name);
const filesOf = (name: string) => readdirSync(installed(name), { recursive: true, encoding: 'utf8' });

test('the published packages contain neither tests nor TypeScript source', () => {
  for (const name of [
    '@winkwire/contract',
    '@winkwire/receiver',
    '@winkwire/widget',
    '@winkwire/react',
    'winkwire',
  ]) {
    const files = filesOf(name).filter((path) => !path.startsWith('node_modules'));
    expect(files).toEqual(expect.arrayContaining(['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE']));
    const odd = files.filter((path) => /\.test\.|(^|\/)testing\/|(?<!\.d)\.tsx?$/.test(path));
    expect([name, odd]).toEqual([name, []]);
  }
});

test('the receiver has no dependencies, and runs the example of its README on the Node of this machine', async () => {
  const manifest = JSON.parse(readFileSync(join(installed('@winkwire/receiver'), 'package.json'), 'utf8'));
  expect(manifest).not.toHaveProperty('dependencies');
  customer.write('receiver.js', example);
  const child = customer.start('node', ['receiver.js'], {
    PATH: systemPath,
    WINKWIRE_WEBHOOK_SECRET: 'secret',
    PORT: '0',
  });
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const port = /port: (\d+)/.exec(String((await lines.next()).value))![1];
    const response = await fetch(`http://localhost:${port}/`, signedRequest('secret'));
    expect(response.status).toBe(200);
    expect((await lines.next()).value).toBe('acme-1 linked a-2 at quickride');
  } finally {
    child.kill('SIGKILL');
  }
});

test('contract and react can be imported on the Node of this machine', () => {
  customer.write(
    'import.js',
    `import { errorTable } from '@winkwire/contract';
    import { catalogue } from '@winkwire/contract/events';
    import { User } from '@winkwire/contract/resources';
    import { newId } from '@winkwire/contract/ids';
    import { WinkWidget } from '@winkwire/react';
    console.log([errorTable, catalogue, User, WinkWidget, newId].map((value) => typeof value).join());`,
  );
  expect(customer.run('node', ['import.js'])).toEqual({
    code: 0,
    output: 'object,object,object,function,function\n',
  });
});

test('the widget has no dependencies, has no effect on a server, and is left out where it is not used', async () => {
  const manifest = JSON.parse(readFileSync(join(installed('@winkwire/widget'), 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ sideEffects: false });
  expect(manifest).not.toHaveProperty('dependencies');
  customer.write(
    'on-server.js',
    `const before = Object.keys(globalThis).length;
    const { SmileLinkModal } = await import('@winkwire/widget');
    new SmileLinkModal({ userToken: 'a.b.c', apiHost: 'https://link.example.com' });
    console.log(Object.keys(globalThis).length - before);`,
  );
  expect(customer.run('node', ['on-server.js'])).toEqual({ code: 0, output: '0\n' });

  customer.write('unused.js', "import { SmileLinkModal } from '@winkwire/widget'; console.log('page');");
  const bundle = await rolldown({ input: join(customer.folder, 'unused.js'), platform: 'browser' });
  const { output } = await bundle.generate({ format: 'esm' });
  await bundle.close();
  expect(output.map(({ fileName }) => fileName)).toHaveLength(1);
  expect(output[0].code).not.toContain('SmileLinkModal');
});

test.each(['nodenext', 'bundler'])(
  'types are complete and exact for a compiler that resolves as %s does',
  (how) => {
    copyFileSync(join(import.meta.dirname, 'testing/types.ts'), join(customer.folder, 'types.ts'));
    const readme = readFileSync(join(packages, 'contract/README.md'), 'utf8');
    customer.write('client.ts', /## Call the API\n\n```ts\n(.*?)```/s.exec(readme)![1]!);
    customer.write(
      'tsconfig.json',
      JSON.stringify({
        compilerOptions: {
          target: 'es2024',
          module: how === 'nodenext' ? 'nodenext' : 'esnext',
          moduleResolution: how,
          lib: ['es2024', 'dom'],
          types: ['node', 'react'],
          strict: true,
          noEmit: true,
        },
        files: ['types.ts', 'client.ts'],
      }),
    );
    expect(customer.run(process.execPath, [tsc, '-p', '.'])).toEqual({ code: 0, output: '' });
  },
);

test('the events of the receiver have the types of the contract', () => {
  symlinkSync(join(packages, 'receiver/dist/types'), join(customer.folder, 'types'));
  customer.write(
    'same.ts',
    `import type { EventBody as Contract, EventType } from '@winkwire/contract';
    import type { EventBody as Receiver } from './types/contract/src/index.js';
    export const there: { [T in EventType]: (event: Contract<T>) => Receiver<T> } = {} as { [T in EventType]: (event: Contract<T>) => Contract<T> };
    export const back: { [T in EventType]: (event: Receiver<T>) => Contract<T> } = {} as { [T in EventType]: (event: Receiver<T>) => Receiver<T> };`,
  );
  const words = [
    '--strict',
    '--noEmit',
    '--skipLibCheck',
    '--module',
    'nodenext',
    '--ignoreConfig',
    'same.ts',
  ];
  expect(customer.run(process.execPath, [tsc, ...words])).toEqual({ code: 0, output: '' });
});

test.each(['winkwire-contract-*', 'winkwire-react-*', 'winkwire-receiver-*', 'winkwire-widget-*'])(
  'publint and attw find nothing wrong in %s',
  (name) => {
    const [tarball] = tarballs(name);
    const profile = /contract|widget/.test(name) ? 'esm-only' : 'node16';
    for (const words of [
      [tool('publint'), tarball!],
      [tool('attw'), tarball!, '--profile', profile, '--no-emoji'],
    ]) {
      const { code, output } = customer.run(process.execPath, words);
      expect([code, code === 0 ? '' : output]).toEqual([0, '']);
    }
  },
);

test('a CommonJS application compiles and runs with the receiver', () => {
  customer.write(
    'application.cts',
    `import { createReceiver, nodeHandler } from '@winkwire/receiver';
    import { webHandler } from '@winkwire/receiver/web';
    const receiver = createReceiver({ secrets: () => process.env.WINKWIRE_WEBHOOK_SECRET });
    console.log(typeof nodeHandler(receiver), typeof webHandler(receiver));`,
  );
  const words = ['--module', 'node16', '--strict', '--types', 'node', '--ignoreConfig', 'application.cts'];
  expect(customer.run(process.execPath, [tsc, ...words])).toEqual({ code: 0, output: '' });
  const { code, output } = customer.run('node', ['application.cjs']);
  expect({ code, output }).toEqual({ code: 0, output: 'function function\n' });
});

test.each(['index.js', 'index.cjs'])('a server component can import %s of the React package', (file) => {
  const [first] = readFileSync(join(installed('@winkwire/react'), file), 'utf8').split('\n');
  expect(first).toBe('"use client";');
});

// npm ignores our lockfile here, so the number of packages can change without a change of ours.
test('the command installs at most 150 other packages', () => {
  const { output } = customer.run('npm', ['query', '#winkwire *', '--loglevel=silent']);
  const found = JSON.parse(output) as { location: string }[];
  const others = found.map(({ location }) => location).filter((path) => path !== 'node_modules/winkwire');
  const brought = new Set(others);
  expect(brought.size).toBeGreaterThan(100);
  expect(brought.size).toBeLessThanOrEqual(150);
});

test('on an older Node, the command names the version that winkwire requires', () => {
  const { output: version } = customer.run('node', ['--version']);
  if (Number.parseInt(version.slice(1), 10) >= 24) return;
  const { code, output } = customer.run('node', [join(installed('winkwire'), 'cli/bin/winkwire.js'), 'dev']);
  expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('needs Node 24') });
});

test('the installed command serves everything, and reads a document in its threads', async () => {
  await using winkwire = await startWinkwire(customer);
  const { url, key, secret } = winkwire;
  const paths = ['/readyz', '/demo/', '/demo/mail', '/widget/', '/portal/', '/docs', '/v2/smile.v2.js'];
  for (const path of paths) expect([path, (await fetch(url + path)).status]).toEqual([path, 200]);
  expect(await readDocument(url, `${key}:${secret}`)).toMatchObject({ status: 'ANALYZED', errorCode: null });
});

test("the README leads to a verified webhook in the reader's own application", async () => {
  const readme = readFileSync(join(packages, '../README.md'), 'utf8');
  const [, program] = /`receive.mjs`.*?```js\n(.*?)```/s.exec(readme)!;
  const [, start] = /Start the receiver.*?```sh\n(.*?)```/s.exec(readme)!;
  const [, trigger] = /`(npx winkwire trigger \w+)`/.exec(readme)!;
  await using winkwire = await startWinkwire(customer);
  const port = String(await freePort());
  const here = (text: string) =>
    text.replaceAll('http://127.0.0.1:8080', winkwire.url).replaceAll('3000', port);
  customer.write('receive.mjs', here(program!));
  const application = customer.start('bash', ['-c', `${here(start!)}\n${trigger}\nwait`], {
    KEY: winkwire.key,
    SECRET: winkwire.secret,
    WINKWIRE_PUBLIC_URL: winkwire.url,
    WINKWIRE_SANDBOX_KEY: winkwire.key,
    WINKWIRE_SANDBOX_SECRET: winkwire.secret,
  });
  try {
    const lines: string[] = [];
    for await (const line of createInterface({ input: application.stdout })) {
      lines.push(line);
      if (line.startsWith('connected')) break;
    }
    expect(lines.at(-1)).toMatch(/^connected a-[0-9a-f]{32} et-[0-9a-f]{32}$/);
  } finally {
    process.kill(-application.pid!, 'SIGKILL');
  }
});

test("the README's lines for Express receive a webhook, and those for Next.js can be built without a secret", async () => {
  const readme = readFileSync(join(packages, '../README.md'), 'utf8');
  const [, program] = /`receive.mjs`.*?```js\n(.*?)createServer\(/s.exec(readme)!;
  const [, express] = /In\sExpress, .*?```js\n(.*?)```/s.exec(readme)!;
  const [, route] = /`app\/webhooks\/route.ts`.*?```ts\n(.*?)```/s.exec(readme)!;
  const request = JSON.stringify(signedRequest('secret'));
  customer.write('route.mjs', route!);
  customer.write(
    'frameworks.mjs',
    `${program}
    import express from 'express';
    import { POST } from './route.mjs';
    process.env.WINKWIRE_WEBHOOK_SECRET = 'secret';
    const app = express();
    ${express}
    const server = app.listen(0, async () => {
      const { status } = await fetch(\`http://127.0.0.1:\${server.address().port}/webhooks\`, ${request});
      console.log('express', status);
      server.close();
      console.log('next', (await POST(new Request('http://127.0.0.1/webhooks', ${request}))).status);
    });`.replace('process.env.WINKWIRE_WEBHOOK_SECRET,', "'secret',"),
  );
  const { code, output } = customer.run('node', ['frameworks.mjs']);
  const connected = `connected a-2 et-${'0'.repeat(32)}\n`;
  expect({ code, output }).toEqual({ code: 0, output: `${connected}express 200\n${connected}next 200\n` });
});

function signedRequest(secret: string) {
  const id = `et-${'0'.repeat(32)}`;
  const timestamp = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({
    id,
    version: 1,
    type: 'ACCOUNT_CONNECTED',
    createdAt: '2026-04-21T09:30:00Z',
    data: { userId: 'acme-1', accountId: 'a-2', loginName: null, providers: ['quickride'] },
  });
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'smile-signature': smileSignature(smileKey(secret), body),
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signV1(standardKey(secret), { id, timestamp, body }),
    },
    body,
  };
}

// biome-ignore lint/suspicious/noExplicitAny: responses of every shape
type ApiResponse = { data: any };

/** Uploads a photographed payslip as the widget does, and returns its archive after the analysis. */
async function readDocument(url: string, credentials: string): Promise<object> {
  const send = async (path: string, authorization: string, body?: object | FormData) => {
    const json = body && !(body instanceof FormData);
    const response = await fetch(url + path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization, ...(json && { 'content-type': 'application/json' }) },
      body: json ? JSON.stringify(body) : (body as FormData | undefined),
    });
    expect([path, response.ok]).toEqual([path, true]);
    return ((await response.json()) as ApiResponse).data;
  };
  const basic = `Basic ${Buffer.from(credentials).toString('base64')}`;
  const { token } = await send('/v1/users', basic, {});
  const session = await send('/widget/api/sessions', basic, {
    userToken: token.accessToken,
    hostOrigin: 'https://lender.example',
    options: {},
  });
  const form = new FormData();
  form.append('fileType', 'PAYSLIP');
  const photo = readFileSync(join(packages, 'server/src/testing/documents/payslip-christina.jpg'));
  form.append('file', new Blob([photo]), 'payslip.jpg');
  const bearer = `Bearer ${session.sessionToken}`;
  let progress = await send('/widget/api/archives', bearer, form);
  while (progress.archive.state.status === 'STARTED') {
    progress = await send(`/widget/api/archives/${progress.archive.id}?after=${progress.version}`, bearer);
  }
  return progress.archive.state;
}
