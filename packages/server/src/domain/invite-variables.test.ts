import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { landingPage } from '../connect/landing-page.ts';
import { inviteMail } from '../mail/invite-mail.ts';
import { template } from '../testing/invite-services.ts';
import { vetVariables } from './invite-variables.ts';
import type { InviteRow } from './invites.ts';

/** Texts of an invitation, shortened from the reference of the original API. */
const published = {
  ...template,
  email: { ...template.email, body: 'Hello {{firstName}}, we are working with our partner.' },
  landingPage: { ...template.landingPage, description: 'Share your data with us at {{company.name}}' },
  successPage: { ...template.successPage, header: 'Thank you for sharing your data at ${companyName}' },
};

const inviteOf = (person: Partial<InviteRow> = {}, content = published): InviteRow => ({
  id: 'iv-1',
  tenant_id: 'default',
  mode: 'SANDBOX',
  user_id: 'u',
  template_id: 'tpl-1',
  wink_template_id: null,
  full_name: 'Christina Tan',
  first_name: 'Christina',
  last_name: null,
  email: 'christina4321@smileapi.io',
  content: JSON.stringify(content),
  status: 'INVITED',
  landing_token: 'token',
  created_at: 0,
  updated_at: 0,
  invited_at: null,
  linked_at: null,
  ...person,
});

const config = readConfig({}, { profile: 'dev' });
const services = { config, publicUrl: 'https://winkwire.example' };

const mailTo = (invite: InviteRow) => inviteMail(invite, services, 'invitations@winkwire.example');
const pageOf = (invite: InviteRow) => Buffer.from(landingPage(invite, services).bytes).toString();

test('the published texts are accepted, and filled in the mail and on the page', () => {
  vetVariables(published);
  const invite = inviteOf();
  expect(mailTo(invite)).toMatchObject({
    text: expect.stringContaining('Hello Christina, we are working'),
    html: expect.stringContaining('Hello Christina, we are working'),
  });
  expect(pageOf(invite)).toContain('Share your data with us at Harbor &amp; Sons');
  expect(pageOf(invite)).toContain('Thank you for sharing your data at Harbor &amp; Sons');
});

test.each(['', 'Acme'])('a blank company name is replaced in the mail and on the page', (companyName) => {
  const content = { ...published, company: { ...published.company, name: ' \u3164' } };
  const invite = inviteOf({}, content);
  const named = { ...services, config: { ...config, companyName: companyName || ' ' } };
  const company = companyName || 'winkwire.example';
  const { text, html } = inviteMail(invite, named, 'invitations@winkwire.example');
  expect(text).toMatch(new RegExp(`\n${company}\n$`));
  expect(html).toContain(`${company} never asks for your password`);
  const page = Buffer.from(landingPage(invite, named).bytes).toString();
  expect(page).toContain(`${company} never sees it`);
  expect(page).toContain(`Share your data with us at ${company}`);
});

test.each([
  ['{{firstName}}، أكّد دخلك.', 'rtl'],
  ['1. שלום', 'rtl'],
  ['Hello', 'ltr'],
  ['شارك بياناتك مع Harbor', 'rtl'],
  ['{{firstName}}', 'ltr'],
])('without a language, the direction of %s is %s in the mail and on the page', (words, direction) => {
  const texts = { header: words, description: words, button: words };
  const content = { ...published, email: { ...published.email, body: words }, landingPage: texts };
  const invite = inviteOf({}, content);
  const dirsOf = (html: string, tag: RegExp) => [...html.matchAll(tag)].map(([, dir]) => dir);
  expect(dirsOf(mailTo(invite).html, /<(?:div|td) lang="" dir="(\w+)"/g)).toEqual(Array(3).fill(direction));
  const start = pageOf(invite).split('id="success"', 1)[0]!;
  expect(dirsOf(start, /<(?:h1|div|button)[^>]* lang="" dir="(\w+)"/g)).toEqual(Array(3).fill(direction));
  const stated = inviteOf({}, { ...content, language: 'ar' } as typeof content);
  expect(mailTo(stated).html + pageOf(stated)).not.toContain('lang=""');
});

test('without a first name, firstName is the full name', () => {
  expect(mailTo(inviteOf({ first_name: null })).text).toContain('Hello Christina Tan, we are working');
});

test.each(['{{firstName}} {{company.name}}', '${firstName} ${companyName}'])(
  '%s is filled with text, never with markup',
  (text) => {
    const content = {
      ...published,
      company: { ...published.company, name: '<b>Harbor</b>' },
      email: { ...published.email, body: text },
      landingPage: { header: text, description: text, button: text },
      successPage: { header: text, description: text, button: text },
    };
    const invite = inviteOf({ first_name: '<script>alert(1)</script>"\'' }, content);
    for (const html of [mailTo(invite).html, pageOf(invite)]) {
      expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(html).not.toMatch(/<script>alert|<b>Harbor/);
    }
  },
);

test.each([
  ['${fristName}', 'email.body: there is no variable fristName. Did you mean firstName?'],
  ['{{ company }}', 'email.body: there is no variable company. Did you mean'],
  ['{{company_name}}', 'email.body: there is no variable company_name. Did you mean company.name?'],
  ['{{constructor}}', 'email.body: there is no variable constructor.'],
])('a template with %s is refused with the nearest name', (body, problem) => {
  expect(() => vetVariables({ ...template, email: { ...template.email, body } })).toThrow(problem);
});

test.each([
  '{{ firstName | upper }}',
  '{{#if firstName}}',
  '{{first name}}',
  '{{first-name}}',
  '{{prénom}}',
  '${firstName.toUpperCase()}',
  '{{firstName}',
  '{{{firstName}}}',
  '$firstName',
  '%firstName%',
  '[fullName]',
  '<%= companyName %>',
  '{firstName}',
  '{{ firstName',
])('a template with %s, which is not filled, is refused with the variables that exist', (placeholder) => {
  const body = `Hello {{fullName}}, ${placeholder}`;
  expect(() => vetVariables({ ...template, email: { ...template.email, body } })).toThrow(
    `email.body: ${placeholder} cannot be filled. Write a placeholder as {{firstName}}. The variables are firstName, lastName`,
  );
});

test('a company name with a placeholder is refused, because it is not filled', () => {
  const company = { ...template.company, name: '{{companyName}} Inc.' };
  expect(() => vetVariables({ ...template, company })).toThrow(
    'company.name: {{companyName}} is not filled here. Write the name.',
  );
});

test('prices, empty braces and single braces are accepted', () => {
  const body = 'It costs $5, ${5} or {much} [email]: {{}} {{ firstName }}';
  expect(() => vetVariables({ ...template, email: { ...template.email, body } })).not.toThrow();
});

test('an invitation of a stored template with an unknown placeholder is still sent', () => {
  const content = { ...published, email: { ...published.email, body: 'Hello {{ nickname }}' } };
  expect(mailTo(inviteOf({}, content)).text).toContain('Hello {{ nickname }}');
});

test('every text of a template is checked', () => {
  const wrong = '{{nobody}}';
  for (const email of [{ subject: wrong }, { senderName: wrong }])
    expect(() => vetVariables({ ...template, email: { ...template.email, ...email } })).toThrow('nobody');
  for (const field of ['header', 'description', 'button']) {
    for (const part of ['landingPage', 'successPage'] as const)
      expect(() => vetVariables({ ...template, [part]: { ...template[part], [field]: wrong } })).toThrow(
        `${part}.${field}`,
      );
  }
});
