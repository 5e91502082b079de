import { expect, test } from 'vitest';
import { frameOwner } from './frame-owner.ts';

const token = (payload: object) => `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.sig`;

test('the owner is the tenant and the mode of the link token', () => {
  expect(frameOwner(token({ tenantId: 'main', mode: 'SANDBOX', sub: 'main-1??>>~~' }))).toBe('main.SANDBOX');
});

test('a text that is not a link token has no owner', () => {
  for (const text of ['', 'expired', 'a.b.c', 'a.e30.c', token({}), `x.${'%'.repeat(9)}.y`]) {
    expect(frameOwner(text)).toBeUndefined();
  }
});
