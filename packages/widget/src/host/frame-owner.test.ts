import { expect, test } from 'vitest';
import { frameOwner } from './frame-owner.ts';

const token = (payload: object) => `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.sig`;

test('a link token names the tenant and the mode whose widget it opens', () => {
  expect(frameOwner(token({ tenantId: 'main', mode: 'SANDBOX', sub: 'main-1??>>~~' }))).toBe('main.SANDBOX');
});

test('what is no link token names nobody, and breaks nothing', () => {
  for (const text of ['', 'expired', 'a.b.c', 'a.e30.c', token({}), `x.${'%'.repeat(9)}.y`]) {
    expect(frameOwner(text)).toBe('');
  }
});
