import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SecretBox, SecretUnreadable } from './secret-box.ts';

const [one, other] = [randomBytes(32), randomBytes(32)];

test('a sealed text opens again, and is different each time', () => {
  const box = new SecretBox([one]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const sealed = box.seal(text);
      expect(box.open(sealed)).toBe(Buffer.from(text).toString());
      expect(box.seal(text)).not.toBe(sealed);
    }),
  );
});

test('the newest key seals, and an older key can open its values until it is removed', () => {
  const sealed = new SecretBox([one]).seal('secret');
  const both = new SecretBox([other, one]);
  expect(both.open(sealed)).toBe('secret');
  expect(both.isOld(sealed)).toBe(true);
  expect(both.isOld(both.seal('secret'))).toBe(false);
  expect(new SecretBox([other]).open(both.seal('secret'))).toBe('secret');
  const only = new SecretBox([other]);
  expect(() => only.open(sealed)).toThrow(SecretUnreadable);
  expect(only.opens(sealed)).toBe(false);
});

test('a value that was changed, cut off or never sealed does not open', () => {
  const box = new SecretBox([one]);
  const [name, text] = box.seal('a secret').split('.') as [string, string];
  const bytes = Buffer.from(text, 'base64url');
  for (const at of bytes.keys()) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    expect(() => box.open(`${name}.${changed.toString('base64url')}`)).toThrow(SecretUnreadable);
  }
  for (const wrong of ['', name, `${name}.`, `${name}.AA`, '{}', `ffffffff.${text}`]) {
    expect(() => box.open(wrong)).toThrow(SecretUnreadable);
  }
});

test('an error reveals neither the secret nor the key', () => {
  const sealed = new SecretBox([one]).seal('a secret');
  try {
    new SecretBox([other]).open(sealed);
  } catch (error) {
    expect(String(error)).toMatch(/key [0-9a-f]{8}, which is not configured/);
    expect(String(error)).not.toContain(sealed.split('.')[1]);
  }
});

test.each([[[]], [[Buffer.alloc(16)]], [[one, Buffer.alloc(31)]]])(
  'keys of another size are refused',
  (keys) => {
    expect(() => new SecretBox(keys)).toThrow('32 bytes');
  },
);
