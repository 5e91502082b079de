import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { newUser, WidgetPage } from '../testing/widget-page.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const light = { accent: '#1d4ed8', surface: '#ffffff', text: '#111827' };
const dark = { accent: '#93c5fd', surface: '#111827', text: '#f3f4f6' };
const theme = { scheme: 'auto', light, dark, radius: 8, font: 'serif' };

async function save(given: unknown) {
  const { status, body } = await server.call('/v1/winkTemplates', {
    method: 'POST',
    body: { name: 'Loans', company: { name: 'Harbor', logoUrl: null }, theme: given },
  });
  return { status, message: body.message as string, data: body.data };
}

const open = async (options: Record<string, unknown>) => {
  const { userToken } = await newUser(server);
  return (await WidgetPage.open(server, userToken, options)).session;
};

test('a theme is kept, and a session has its whole palette', async () => {
  const { data } = await save({ ...theme, light: { ...light, accent: '#1D4ED8' } });
  expect(data.theme).toEqual(theme);
  const session = await open({ templateId: data.id });
  expect(session.theme).toMatchObject({ scheme: 'auto', radius: 8, font: 'serif' });
  expect(session.theme.light).toMatchObject({ accent: '#1d4ed8', ink: '#111827', 'accent-ink': '#ffffff' });
  expect(session.theme.dark).toMatchObject({ surface: '#111827', 'accent-ink': '#000000' });
});

test('the scheme that the page passes wins over that of the template, and an unusable one does not', async () => {
  const { data } = await save({ ...theme, scheme: 'dark' });
  const schemeWith = async (options: Record<string, unknown>) =>
    (await open({ templateId: data.id, ...options })).theme.scheme;
  expect(await schemeWith({ theme: 'light' })).toBe('light');
  expect(await schemeWith({})).toBe('dark');
  expect(await schemeWith({ theme: 'blue' })).toBe('dark');
});

test('without a template, and with one that has no theme, the widget keeps its own look', async () => {
  const { data } = await save(null);
  expect(data.theme).toBeNull();
  const own = { scheme: 'auto', light: null, dark: null, radius: null, font: 'system' };
  expect((await open({ templateId: data.id })).theme).toEqual(own);
  expect((await open({})).theme).toEqual(own);
});

test.each(['accent', 'surface', 'text'])('the refusal of %s says the form of a colour', async (name) => {
  for (const colour of ['red', '#fff', '#11182g']) {
    const { status, message } = await save({ ...theme, light: { ...light, [name]: colour } });
    const expected = expect.stringMatching(`^theme.light.${name}: .* in the form #RRGGBB`);
    expect([status, message]).toEqual([400, expected]);
  }
});

test('a pair that is hard to read is refused with its contrast and the nearest colour that passes', async () => {
  const refused = await save({ ...theme, dark: { ...dark, accent: '#1e3a8a' } });
  expect(refused.status).toBe(400);
  expect(refused.message).toMatch(
    /^theme\.dark: accent #1e3a8a on surface #111827 has a contrast of 1\.71, and needs 3\. The nearest colour that passes is #[0-9a-f]{6}\.$/,
  );
  const nearest = refused.message.slice(-8, -1);
  expect((await save({ ...theme, dark: { ...dark, accent: nearest } })).status).toBe(201);
});

test('a theme that follows the page has both schemes or none', async () => {
  expect((await save({ ...theme, dark: null })).message).toMatch(/^theme\.dark: is missing/);
  expect((await save({ ...theme, scheme: 'light', dark: null })).status).toBe(201);
  expect((await save({ ...theme, light: null, dark: null })).status).toBe(201);
});

test.each([
  { light: { ...light, accent: 'red' } },
  { light: { ...light, accent: '#1d4ed8;}body{display:none' } },
  { light: { ...light, surface: 'url(https://evil.example/x)' } },
  { light: { ...light, text: 'var(--accent)' } },
  { light: { ...light, text: '#111827\n' } },
  { light: { ...light, accent: '#1D4ED8FF' } },
  { radius: '8px;color:red' },
  { radius: 400 },
  { font: 'Comic Sans, url(https://evil.example/font)' },
  { scheme: 'dark"]{}' },
])('%j is refused because it has no known form', async (change) => {
  expect((await save({ ...theme, ...change })).status).toBe(400);
});
