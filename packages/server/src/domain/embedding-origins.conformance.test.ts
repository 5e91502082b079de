import { expect, test } from 'vitest';
import { startEngine } from '../store/testing/engines.ts';
import { startTestServer } from '../testing/test-server.ts';

/** In byte order, a dot comes before a colon. In an English locale, it comes after the colon. */
const origins = ['https://a.example.com', 'https://a.example:8443'];

test.each(['sqlite', 'postgres'] as const)(
  'origins are in the same order, even if the database sorts by another locale (%s)',
  async (name) => {
    await using engine = await startEngine(name, { language: 'en-US' });
    await using place = await engine.place();
    await using server = await startTestServer({ databaseUrl: place.config.databaseUrl });
    const replaced = await server.call('/v1/origins', {
      method: 'PUT',
      body: { origins: origins.toReversed() },
    });
    expect(replaced.body.data).toEqual({ origins });
    expect((await server.call('/v1/origins')).body.data).toEqual({ origins });
  },
  30_000,
);
