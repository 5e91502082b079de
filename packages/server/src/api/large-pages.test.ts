import { ConsentTemplateCreateRequest } from '@winkwire/contract/resources';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, startEngine } from '../store/testing/engines.ts';
import { exampleOf } from '../testing/own-everything.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

const megabyte = 1024 * 1024;
const count = 8;

describe.each(['sqlite', 'postgres'] as const)('pages of large events on %s', (name) => {
  let engine: Engine;
  let server: TestServer;
  let webhookId: string;
  const ids: string[] = [];

  beforeAll(async () => {
    engine = await startEngine(name);
    const { config } = await engine.place();
    server = await startTestServer({ databaseUrl: config.databaseUrl, roles: ['api'] });
    const made = await server.call('/v1/webhooks', {
      method: 'POST',
      body: {
        name: 'a',
        url: 'http://127.0.0.1:8099/',
        eventTypes: ['ALL_EVENTS'],
        secret: 'a long random secret',
      },
    });
    webhookId = made.body.data.id;
    const found = [{ idNumber: 'x'.repeat(900_000), idType: 'T', matches: true }];
    const result = { finalMatches: true, names: {}, additionalData: { ids: found } };
    const data = { verificationId: 'v', resultCode: 'S', result };
    for (let n = 0; n < count; n++) {
      const body = { type: 'VERIFICATION_COMPLETED', data };
      ids.push((await server.call('/v1/events', { method: 'POST', body })).body.data.id);
    }
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  test('a page with large bodies ends early, and the next page continues without missing an event', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await server.call(`/v1/events?type=VERIFICATION_COMPLETED&size=150${query}`);
      expect(JSON.stringify(body).length).toBeLessThan(3 * megabyte);
      seen.push(...body.data.items.map(({ id }: { id: string }) => id));
      cursor = body.data.nextCursor;
    }
    expect(seen).toEqual(ids.toReversed());
  });

  test('a page with long templates ends early too, and the next page continues', async () => {
    const example = exampleOf(ConsentTemplateCreateRequest);
    const made: string[] = [];
    for (let n = 0; n < 40; n++) {
      // Half of the templates have a long text, and the others a long translation.
      const long = 'é'.repeat(60_000);
      const translations = [{ language: 'fr', consentText: long }];
      const body = n % 2 === 0 ? { ...example, consentText: long } : { ...example, translations };
      made.push((await server.call('/v1/consentTemplates', { method: 'POST', body })).body.data.id);
    }
    const first = (await server.call('/v1/consentTemplates?size=150')).body.data;
    expect(first.items.length).toBeLessThan(40);
    const query = `size=150&cursor=${encodeURIComponent(first.nextCursor)}`;
    const second = (await server.call(`/v1/consentTemplates?${query}`)).body.data;
    const third = second.nextCursor
      ? (await server.call(`/v1/consentTemplates?size=150&cursor=${encodeURIComponent(second.nextCursor)}`))
          .body.data
      : { items: [] };
    const ids = [first, second, third].flatMap(({ items }) => items.map(({ id }: { id: string }) => id));
    expect(ids.toSorted()).toEqual(made.toSorted());
  });

  test('a pull with large bodies returns fewer events, and the next pull continues after them', async () => {
    const seen: number[] = [];
    let last = count;
    while ((seen.at(-1) ?? 0) < last) {
      const { body } = await server.call(
        `/v1/webhooks/${webhookId}/events?after=${seen.at(-1) ?? 0}&size=100`,
      );
      expect(JSON.stringify(body).length).toBeLessThan(3 * megabyte);
      expect(body.data.items.length).toBeGreaterThan(0);
      seen.push(...body.data.items.map(({ sequence }: { sequence: number }) => sequence));
      last = body.data.lastSequence;
    }
    expect(seen).toEqual(ids.map((_, index) => index + 1));
  });
});
