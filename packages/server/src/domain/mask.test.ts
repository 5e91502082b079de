import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mask, maskHeaders, maskSecret, unmaskHeaders } from './mask.ts';

test.each([
  ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', `whsec_MfKQ${mask}`],
  ['a long random secret of ours', `a lo${mask}`],
  ['whsec_c2hvcnQ=', `whsec_${mask}`],
  ['short', mask],
])('%s is shown as %s', (secret, shown) => {
  expect(maskSecret(secret)).toBe(shown);
});

test('a masked secret shows at most four characters and does not reveal its length', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 64 }), (secret) => {
      const shown = maskSecret(secret);
      const start = secret.startsWith('whsec_') ? 6 : 0;
      expect([start + mask.length, start + 4 + mask.length]).toContain(shown.length);
      expect(shown.endsWith(mask)).toBe(true);
    }),
  );
});

test('headers that a client sends back masked keep their values, even if it changes others', () => {
  const names = fc.stringMatching(/^[a-z]{1,8}$/);
  fc.assert(
    fc.property(fc.dictionary(names, fc.string()), fc.dictionary(names, fc.string()), (stored, changed) => {
      expect(unmaskHeaders({ ...maskHeaders(stored), ...changed }, { ...changed, ...stored })).toEqual({
        ...stored,
        ...Object.fromEntries(
          Object.entries(changed).map(([name, value]) => [
            name,
            value === mask ? { ...changed, ...stored }[name] : value,
          ]),
        ),
      });
    }),
  );
});

test('the case of header names is ignored', () => {
  expect(unmaskHeaders({ Authorization: mask }, { authorization: 'Bearer x' })).toEqual({
    Authorization: 'Bearer x',
  });
});

test('a mask of an unknown header is refused', () => {
  expect(() => unmaskHeaders({ 'x-new': mask }, { 'x-old': 'a' })).toThrow('headers: x-new is masked');
});
