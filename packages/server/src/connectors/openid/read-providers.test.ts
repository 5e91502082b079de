import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AddressGuard } from '../../pipeline/deliver/egress/address-guard.ts';
import { freePort } from '../../testing/free-port.ts';
import { production, startTestServer } from '../../testing/test-server.ts';
import { eventsUntil, WidgetPage } from '../../testing/widget-page.ts';
import { readProviders } from './read-providers.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winkwire-providers-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const guard = new AddressGuard({ allow: [], http: 'no' });

const entry = {
  id: 'city-id',
  name: 'City ID',
  type: 'CREDENTIAL',
  subType: 'IDENTIFICATION',
  logoUrl: 'https://city.example/logo.svg',
  clientId: 'winkwire',
  clientSecret: 'secret-of-the-file',
};

const signIn = {
  providerId: 'city-id',
  loginOptionId: 'redirect',
  fields: {},
  language: 'es' as const,
  returnUrl: 'https://w.example',
  state: 's',
  now: 0,
};

async function fileOf(content: unknown): Promise<string> {
  const path = join(folder, 'providers.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('a file that cannot be used is refused with the reason, and the message repeats no secret', async () => {
  const missing = await fileOf([{ ...entry }]);
  expect(() => readProviders(missing, guard)).toThrow(/issuer/);
  const broken = await fileOf('[{"clientSecret": "secret-of-the-file", ');
  expect(() => readProviders(broken, guard)).toThrow('The file is not valid JSON.');
  const plain = readProviders(await fileOf([{ ...entry, issuer: 'http://city.example' }]), guard);
  const { connector } = plain[0]!;
  await expect(connector.start(signIn)).rejects.toThrow();
});

test.each([
  ['formerName', 'longName'],
  ['color', 'colour'],
  ['Scope', 'scope'],
])('the unknown field %s is refused, with %s as the nearest one', async (name, nearest) => {
  const file = await fileOf([
    { ...entry, issuer: 'https://id.city.example' },
    { ...entry, issuer: 'https://id.city.example', [name]: 'x' },
  ]);
  expect(() => readProviders(file, guard)).toThrow(
    `file/1: ${name} is not a field of a provider. Did you mean ${nearest}? Correct it, or remove it.`,
  );
});

test('the message about a misspelt field that is required names what the file has', async () => {
  const file = await fileOf([{ ...entry, isuer: 'https://id.city.example' }]);
  expect(() => readProviders(file, guard)).toThrow(
    'isuer is not a field of a provider. Did you mean issuer?',
  );
});

test.each([
  'https://10.0.0.1',
  'http://127.0.0.1:9',
  'https://[::1]',
  'https://localhost',
  'https://169.254.169.254',
])('a provider at the private address %s gets no request', async (issuer) => {
  const [provider] = readProviders(await fileOf([{ ...entry, issuer }]), guard);
  await expect(provider!.connector.start(signIn)).rejects.toThrow(/private or reserved address/);
});

test("no request is sent to a private address that a provider's discovery document names", async () => {
  let asked = 0;
  const web = createServer((request, response) => {
    const issuer = `http://127.0.0.1:${port}`;
    if (request.url !== '/.well-known/openid-configuration') asked += 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `http://127.0.0.2:${port}/token`,
        jwks_uri: `http://127.0.0.2:${port}/keys`,
      }),
    );
  });
  await new Promise<void>((resolve) => web.listen(0, resolve));
  const { port } = web.address() as AddressInfo;
  const file = await fileOf([{ ...entry, issuer: `http://127.0.0.1:${port}` }]);
  const [provider] = readProviders(file, new AddressGuard({ allow: ['127.0.0.1/32'], http: 'loopback' }));
  const { connector } = provider!;
  const step = await connector.start(signIn);
  if (step.kind !== 'REDIRECT') throw new Error(step.kind);
  const answer = `https://w.example/?code=c&state=${signIn.state}`;
  const ended = connector.answer({ ...signIn, pending: step.pending, answer });
  await expect(ended).rejects.toThrow('127.0.0.2 is a private or reserved address');
  expect(asked).toBe(0);
  web.close();
});

test("a user of production links an account at the operator's own provider", async () => {
  const web = createServer();
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  web.on('request', openIdProvider(issuer, `${publicUrl}/widget/redirect/return`).callback());
  const providers = await fileOf([{ ...entry, issuer }]);
  await using server = await startTestServer({ providers, port });

  const { body } = await server.call('/v1/users', { method: 'POST', body: {}, as: production });
  const page = await WidgetPage.open(server, body.data.token.accessToken);
  const progress = await page.login('city-id', {}, 'redirect');
  await signInAs(progress.redirectUrl!);
  const linked = await page.settle({ ...progress, redirectUrl: null });
  expect(linked).toMatchObject({ status: 'CONNECTED', loginName: 'christina4321@smileapi.io' });
  const events = await eventsUntil(server, linked.accountId, 'TASK_FINISHED');
  expect(events.map(({ type }) => type)).toContain('IDENTITY_ADDED');
  const answer = await server.call(`/v1/identities?sourceId=${linked.accountId}`, { as: production });
  expect(answer.body.data.items[0]).toMatchObject({
    fullName: 'Christina Tan',
    dob: '1988-04-17',
    emails: [{ address: 'christina4321@smileapi.io', type: 'Primary' }],
  });
  await new Promise((resolve) => web.close(resolve));
});

/** oidc-provider's development pages accept any login. */
function openIdProvider(issuer: string, redirectUri: string): Provider {
  return new Provider(issuer, {
    clients: [{ client_id: entry.clientId, client_secret: entry.clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], profile: ['name', 'birthdate'], email: ['email'] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: 'Christina Tan',
        birthdate: '1988-04-17',
        email: 'christina4321@smileapi.io',
      }),
    }),
  });
}

async function signInAs(start: string): Promise<void> {
  const cookies = new Map<string, string>();
  const visit = async (url: string, form?: Record<string, string>): Promise<string> => {
    const response: Response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      cookies.set(name!, value!);
    }
    const location = response.headers.get('location');
    return location ? visit(new URL(location, url).href) : url;
  };
  const signIn = await visit(start);
  const consent = await visit(signIn, { prompt: 'login', login: 'christina', password: 'x' });
  await visit(consent, { prompt: 'consent' });
}
