import { afterAll, beforeAll, expect, test } from 'vitest';
import { template } from '../testing/invite-services.ts';
import { production, startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const make = async (path: string, body: object, as?: typeof production) => {
  const response = await server.call(`/v1/${path}`, { method: 'POST', body, ...(as ? { as } : {}) });
  return {
    status: response.status,
    message: response.body.message as string,
    id: response.body.data?.id as string,
  };
};

const wording = { consentType: 'DATA', version: '1', consentText: 'I agree.' };
const winkTemplate = { name: 'Loans', company: { name: 'Harbor', logoUrl: null } };

test('a wink template names a consent template of its own tenant and mode, or none', async () => {
  const own = await make('consentTemplates', wording);
  const foreign = await make('consentTemplates', wording, production);
  const made = await make('winkTemplates', { ...winkTemplate, consentTemplateId: own.id });
  expect(made.status).toBe(201);
  for (const consentTemplateId of [foreign.id, `ct-${'0'.repeat(32)}`]) {
    const body = { ...winkTemplate, consentTemplateId };
    const refused = await make('winkTemplates', body);
    expect([refused.status, refused.message]).toEqual([400, expect.stringContaining(consentTemplateId)]);
    const replaced = await server.call(`/v1/winkTemplates/${made.id}`, { method: 'PUT', body });
    expect(replaced.status).toBe(400);
  }
  expect((await make('winkTemplates', { ...winkTemplate, consentTemplateId: null })).status).toBe(201);
});

test('an invite names a wink template of its own tenant and mode, or none', async () => {
  const { id: templateId } = await make('inviteTemplates', {
    ...template,
    email: { ...template.email, sendEmail: false },
  });
  const person = { fullName: 'Sam', email: 'sam@harbor.example', templateId };
  const own = await make('winkTemplates', winkTemplate);
  const foreign = await make('winkTemplates', winkTemplate, production);
  expect((await make('invites', { ...person, winkTemplateId: own.id })).status).toBe(201);
  for (const winkTemplateId of [foreign.id, 'wtpl-unknown']) {
    const refused = await make('invites', { ...person, winkTemplateId });
    expect([refused.status, refused.message]).toEqual([400, expect.stringContaining(winkTemplateId)]);
  }
});

test.each([
  'javascript:alert(1)',
  'data:image/png;base64,AA',
  'http://harbor.example/logo.png',
  'logo.png',
  'ftp://a/b',
])('the logo %s is refused', async (logoUrl) => {
  const company = { name: 'Harbor', logoUrl };
  expect((await make('winkTemplates', { ...winkTemplate, company })).message).toMatch(/^company.logoUrl: /);
  expect((await make('inviteTemplates', { ...template, company })).message).toMatch(/^company.logoUrl: /);
});

test('the URL of a logo is stored as it was parsed', async () => {
  const company = { name: 'Harbor', logoUrl: ' HTTPS://harbor.example:443/a\nb.png ' };
  const { id } = await make('winkTemplates', { ...winkTemplate, company });
  const { body } = await server.call(`/v1/winkTemplates/${id}`);
  expect(body.data.company.logoUrl).toBe('https://harbor.example/ab.png');
});
