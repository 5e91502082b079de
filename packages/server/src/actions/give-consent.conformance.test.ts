import { languages } from '@winkwire/contract/languages';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consentTexts } from '../domain/consent-texts.ts';
import { type Engine, startEngine } from '../store/testing/engines.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { newUser, newUserToken, WidgetPage } from '../testing/widget-page.ts';

describe.each(['sqlite', 'postgres'] as const)('consent on %s', (name) => {
  let engine: Engine;
  let server: TestServer;
  beforeAll(async () => {
    engine = await startEngine(name);
    const { databaseUrl } = (await engine.place()).config;
    const privacyUrl = 'https://operator.example/privacy';
    server = await startTestServer({ databaseUrl, privacyUrl, encryptionKey: 'ab'.repeat(32) });
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  const gig = { providers: ['parcelpond', 'swiftlane'] };
  const launch = async (userId: string, options: Record<string, unknown>) => {
    const page = await WidgetPage.open(server, await newUserToken(server, userId), options);
    const { consent } = page.session;
    if (consent) expect((await page.post('consents', { digest: consent.digest })).status).toBe(200);
    return consent;
  };
  const consentsOf = async (userId: string) =>
    (await server.call(`/v1/consents?userId=${userId}`)).body.data.items;
  const makeTemplate = async (body: object) => {
    const wording = { consentType: 'DATA', version: '1', consentText: 'I agree.', ...body };
    const made = await server.call('/v1/consentTemplates', { method: 'POST', body: wording });
    expect([made.status, made.body.message]).toEqual([201, expect.any(String)]);
    return made.body.data;
  };

  test('the widget asks once for each company, and the record says what the page showed', async () => {
    const { userId } = await newUser(server);
    const alpha = { ...gig, companyName: 'Alpha Bank', locale: 'es' };
    expect(await launch(userId, alpha)).toMatchObject({
      language: 'es',
      days: 60,
      privacyUrl: 'https://operator.example/privacy',
      dataTypes: ['IDENTITY', 'EMPLOYMENT', 'INCOME', 'PAYMENTS', 'DOCUMENTS', 'RATINGS'],
    });
    expect(await launch(userId, { ...alpha, locale: 'ar' })).toBeNull();
    expect(await launch(userId, { ...alpha, companyName: 'Beta Loans' })).not.toBeNull();
    const [first, second, ...others] = await consentsOf(userId);
    expect(others).toEqual([]);
    expect([first, second].map(({ consentedWith }) => consentedWith).toSorted()).toEqual([
      'Alpha Bank',
      'Beta Loans',
    ]);
    expect(first).toMatchObject({
      language: 'es',
      dataKeptDays: 60,
      dataTypes: expect.arrayContaining(['RATINGS']),
      wordingDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('nobody is asked again in another language of the built-in wording', async () => {
    const { userId } = await newUser(server);
    const alpha = { ...gig, companyName: 'Alpha Bank' };
    expect(await launch(userId, alpha)).not.toBeNull();
    const texts: Record<string, (typeof consentTexts)['en']> = consentTexts;
    const known: string[] = languages;
    try {
      known.push('de');
      texts.de = (company) => ({ title: `Teilen Sie Ihre Daten mit ${company}`, paragraphs: [] });
      expect(await launch(userId, alpha)).toBeNull();
      expect(await launch(userId, { ...alpha, locale: 'de' })).toBeNull();
    } finally {
      known.pop();
      delete texts.de;
    }
  });

  test('a consent whose digest an earlier release computed is still valid, and one to another version is not', async () => {
    const { userId } = await newUser(server);
    await launch(userId, gig);
    const { store } = server.services;
    await store.run(`update consents set wording_digest = 'of all languages' where user_id = $1`, [userId]);
    expect(await launch(userId, gig)).toBeNull();
    await store.run(`update consents set version = '0' where user_id = $1`, [userId]);
    expect(await launch(userId, gig)).not.toBeNull();
  });

  test('the user is asked again about more data, and not about less', async () => {
    const { userId } = await newUser(server);
    expect(await launch(userId, { providers: ['work-permit-desk'] })).toMatchObject({
      dataTypes: ['IDENTITY', 'EMPLOYMENT', 'DOCUMENTS'],
    });
    expect(await launch(userId, { ...gig, enableUpload: true })).not.toBeNull();
    expect(await launch(userId, { providers: ['work-permit-desk'] })).toBeNull();
  });

  test('the user is asked again after the wording has changed, and a consent to the old wording is refused', async () => {
    const { userId } = await newUser(server);
    const first = await makeTemplate({ consentText: 'First.', privacyUrl: 'https://shop.example/privacy' });
    const token = await newUserToken(server, userId);
    const reader = await WidgetPage.open(server, token, gig);
    expect(reader.session.consent).toMatchObject({
      text: 'First.',
      privacyUrl: 'https://shop.example/privacy',
    });
    const second = await makeTemplate({ consentText: 'Second.' });
    const late = await reader.post('consents', { digest: reader.session.consent!.digest });
    expect([late.status, late.body.code]).toEqual([400, 'INVALID_PARAMETERS']);
    expect(await consentsOf(userId)).toEqual([]);
    expect(await launch(userId, gig)).toMatchObject({ text: 'Second.' });
    await server.call(`/v1/consentTemplates/${second.id}`, { method: 'DELETE' });
    expect(await launch(userId, gig)).toMatchObject({ text: 'First.', templateId: first.id });
    await server.call(`/v1/consentTemplates/${first.id}`, { method: 'DELETE' });
  });

  test('a template is shown in the language of the widget if it has that translation, and otherwise in its own', async () => {
    const { userId } = await newUser(server);
    const translations = [{ language: 'es-MX', title: 'Comparta', consentText: 'Acepto.' }];
    const { id } = await makeTemplate({ title: 'Share', language: 'en', translations });
    const shown = async (locale: string) => {
      const token = await newUserToken(server, userId);
      const { consent } = (await WidgetPage.open(server, token, { ...gig, locale })).session;
      return [consent!.language, consent!.title, consent!.text];
    };
    expect(await shown('es')).toEqual(['es-MX', 'Comparta', 'Acepto.']);
    expect(await shown('th')).toEqual(['en', 'Share', 'I agree.']);
    await server.call(`/v1/consentTemplates/${id}`, { method: 'DELETE' });
    const untitled = await makeTemplate({ title: undefined, language: 'ar' });
    const [language, title] = await shown('es');
    expect([language, title?.startsWith(consentTexts.ar('').title.trim())]).toEqual(['ar', true]);
    await server.call(`/v1/consentTemplates/${untitled.id}`, { method: 'DELETE' });
    const foreign = await makeTemplate({ title: undefined, language: 'fr' });
    const { consent } = (
      await WidgetPage.open(server, await newUserToken(server, userId), { ...gig, locale: 'es' })
    ).session;
    expect([consent!.language, consent!.titleLanguage]).toEqual(['fr', 'es']);
    await server.call(`/v1/consentTemplates/${foreign.id}`, { method: 'DELETE' });
    const script = { consentType: 'DATA', version: '1', consentText: 'x', privacyUrl: 'javascript:alert(1)' };
    const refused = await server.call('/v1/consentTemplates', { method: 'POST', body: script });
    expect([refused.status, refused.body.message]).toEqual([400, expect.stringContaining('privacyUrl')]);
  });

  const winkTemplate = { name: 'Loans', company: { name: 'Harbor', logoUrl: null } };

  test('a template that a wink template names is not deleted', async () => {
    const { id: consentTemplateId } = await makeTemplate({});
    const remove = () => server.call(`/v1/consentTemplates/${consentTemplateId}`, { method: 'DELETE' });
    const { id } = (
      await server.call('/v1/winkTemplates', { method: 'POST', body: { ...winkTemplate, consentTemplateId } })
    ).body.data;
    const { status, body } = await remove();
    expect([status, body.code, body.message]).toEqual([
      400,
      'INVALID_PARAMETERS',
      expect.stringContaining(`The wink template ${id} (Loans) names this consent template.`),
    ]);
    await server.call(`/v1/winkTemplates/${id}`, { method: 'PUT', body: winkTemplate });
    expect((await remove()).status).toBe(200);
  });

  test('if a template is deleted while a wink template is saved with it, one of the two is refused', async () => {
    for (let round = 0; round < 10; round++) {
      const { id: consentTemplateId } = await makeTemplate({});
      const body = { ...winkTemplate, consentTemplateId };
      const [saved, removed] = await Promise.all([
        server.call('/v1/winkTemplates', { method: 'POST', body }),
        server.call(`/v1/consentTemplates/${consentTemplateId}`, { method: 'DELETE' }),
      ]);
      expect(saved.status === 201 ? [removed.status] : [saved.status, removed.status]).toEqual(
        saved.status === 201 ? [400] : [400, 200],
      );
    }
  });
});
