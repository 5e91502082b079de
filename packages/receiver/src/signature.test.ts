import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isWellFormedSecret,
  newSecret,
  newSigningKeys,
  signingKey,
  smileKey,
  standardKey,
  verifyingKey,
} from './keys.ts';
import {
  isFresh,
  signV1,
  signV1a,
  smileSignature,
  verifySmileSignature,
  verifyV1,
  verifyV1a,
} from './signature.ts';

const message = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1614265330,
  body: '{"test": 2432232314}',
};
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const v1 = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const whsk = 'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==';
const whpk = 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=';
const v1a = 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==';

const asBytes = { ...message, body: Buffer.from(message.body) };

describe('published values of Standard Webhooks', () => {
  test('v1 signs the published message with the published signature', () => {
    expect(signV1(standardKey(secret), message)).toBe(v1);
    expect(signV1(standardKey(secret), asBytes)).toBe(v1);
    expect(verifyV1([standardKey(secret)], message, v1)).toBe(true);
  });

  test('v1a signs the published message with the published signature', () => {
    expect(signV1a(signingKey(whsk), message)).toBe(v1a);
    expect(signV1a(signingKey(whsk), asBytes)).toBe(v1a);
    expect(verifyV1a([verifyingKey(whpk)], message, v1a)).toBe(true);
  });
});

describe('Smile-Signature', () => {
  test('is the published value of RFC 4231, case 2, in lower-case hex', () => {
    expect(smileSignature(smileKey('Jefe'), 'what do ya want for nothing?')).toBe(
      '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
    );
  });

  test('uses the UTF-8 bytes of a secret as they are, also when it begins with whsec_', () => {
    for (const own of [secret, 'sécret-日本', ' spaces ']) {
      const expected = createHmac('sha512', Buffer.from(own, 'utf8')).update('{}').digest('hex');
      expect(smileSignature(smileKey(own), '{}')).toBe(expected);
    }
  });

  test('is the same over a text and over its bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (body) => {
        const key = smileKey('a long random secret');
        expect(smileSignature(key, body)).toBe(smileSignature(key, Buffer.from(body)));
      }),
    );
  });

  test('is found among several signatures, with any of several secrets', () => {
    const [older, newer] = [smileKey('older'), smileKey('newer')];
    const both = `${smileSignature(newer, '{}')} ${smileSignature(older, '{}')}`;
    expect(verifySmileSignature([older], '{}', both)).toBe(true);
    expect(verifySmileSignature([newer], '{}', both)).toBe(true);
    expect(verifySmileSignature([smileKey('other'), older], '{}', both)).toBe(true);
    expect(verifySmileSignature([smileKey('other')], '{}', both)).toBe(false);
    expect(verifySmileSignature([], '{}', both)).toBe(false);
  });

  test.each([', ', ','])('is found in a repeated header whose values were joined with "%s"', (separator) => {
    const keys = ['older', 'newer'].map((own) => smileKey(own));
    const joined = keys.map((key) => smileSignature(key, '{}')).join(separator);
    for (const key of keys) expect(verifySmileSignature([key], '{}', joined)).toBe(true);
    expect(verifySmileSignature([smileKey('other')], '{}', joined)).toBe(false);
  });
});

describe('rotation', () => {
  const signatures = `v1,unknown= v2,future ${v1a}  ${v1}`;

  test('each form finds its own signature among the others', () => {
    expect(verifyV1([standardKey(newSecret()), standardKey(secret)], message, signatures)).toBe(true);
    expect(
      verifyV1a([verifyingKey(newSigningKeys().publicKey), verifyingKey(whpk)], message, signatures),
    ).toBe(true);
  });

  test.each([', ', ','])('each form is found in values that were joined with "%s"', (separator) => {
    for (const parts of [
      [v1, v1a, 'v2,future'],
      ['v1,v1unknown=', v1a, v1],
    ]) {
      const joined = parts.join(separator);
      expect(verifyV1([standardKey(secret)], message, joined)).toBe(true);
      expect(verifyV1a([verifyingKey(whpk)], message, joined)).toBe(true);
      expect(verifyV1([standardKey(newSecret())], message, joined)).toBe(false);
      expect(verifyV1a([verifyingKey(newSigningKeys().publicKey)], message, joined)).toBe(false);
    }
  });

  test('a version of the wrong kind is ignored', () => {
    expect(verifyV1([standardKey(secret)], message, v1.replace('v1,', 'v2,'))).toBe(false);
    expect(verifyV1a([verifyingKey(whpk)], message, v1a.replace('v1a,', 'v1,'))).toBe(false);
  });
});

describe('a signature is wrong after any change', () => {
  const changed = [
    { ...message, body: `${message.body} ` },
    { ...message, id: `${message.id}x` },
    { ...message, timestamp: message.timestamp + 1 },
  ];

  test.each(changed)('%o', (other) => {
    expect(verifyV1([standardKey(secret)], other, v1)).toBe(false);
    expect(verifyV1a([verifyingKey(whpk)], other, v1a)).toBe(false);
  });

  test.each(['', ' ', 'v1', 'v1,', 'v1a,', 'v1a,AAAA', 'nonsense', 'v1,é'])(
    'a header without a signature is wrong: %j',
    (header) => {
      expect(verifyV1([standardKey(secret)], message, header)).toBe(false);
      expect(verifyV1a([verifyingKey(whpk)], message, header)).toBe(false);
      expect(verifySmileSignature([smileKey(secret)], message.body, header)).toBe(false);
    },
  );
});

describe('keys', () => {
  test('if a secret lacks whsec_, or base64 after whsec_, its bytes are the key', () => {
    for (const own of ['plain secret', 'whsec_', 'whsec_not base64!', 'whsec_abc']) {
      const expected = createHmac('sha256', Buffer.from(own)).update(`${message.id}.1.{}`).digest('base64');
      expect(signV1(standardKey(own), { id: message.id, timestamp: 1, body: '{}' })).toBe(`v1,${expected}`);
    }
  });

  test('a new secret fits the contract, which allows 64 characters', () => {
    expect(newSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  });

  test('a new pair signs and verifies, and no other public key does', () => {
    const { privateKey, publicKey } = newSigningKeys();
    const signature = signV1a(signingKey(privateKey), message);
    expect(verifyV1a([verifyingKey(publicKey)], message, signature)).toBe(true);
    expect(verifyV1a([verifyingKey(newSigningKeys().publicKey)], message, signature)).toBe(false);
  });

  test.each(['whpk_AAAA', 'whsk_AAAA', 'plain', 'whsk_%%%'])(
    'a text that is not an ed25519 key is refused: %s',
    (text) => {
      expect(() => signingKey(text)).toThrow(TypeError);
      expect(() => verifyingKey(text)).toThrow(TypeError);
    },
  );
});

test('a timestamp is fresh up to five minutes before or after, and not one second more', () => {
  const now = 1_614_265_330_000;
  expect([-301, -300, 0, 300, 301].map((offset) => isFresh(1_614_265_330 + offset, now))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});

describe('a whsec_ secret', () => {
  const body = '{"test": 2432232314}';

  // Python computed these values with `hmac.new(key, ...)`. The key is base64.b64decode(secret[6:]) for `secret`, and
  // secret.encode() for the other two.
  test('is the key of Smile-Signature as text, and of v1 as decoded bytes', () => {
    expect(smileSignature(smileKey(secret), body)).toBe(
      '29b735f30694bb57c767b097fc984006299ba0a13640bf3870df6c36d865575a5cc93a1e505c4456e0d409740e0cfc6d2209bd017b23d911ce2d705618cdb84f',
    );
    expect(signV1(standardKey(secret), message)).toBe(v1);
    expect(signV1(standardKey('plain secret'), message)).toBe(
      'v1,gke7k785FD6W2FuaDcrvG3sQcmFE9YVaaAmarK4oi68=',
    );
  });

  test('without base64 is used as text by both forms, so secrets that were stored earlier still sign', () => {
    expect(signV1(standardKey('whsec_plain'), message)).toBe(
      'v1,L6nwN7bHLakzfkz8yhk7NP03r18iFrfyTxImVwm7XBQ=',
    );
  });

  test.each([
    ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', true],
    ['any text', true],
    ['WHSEC_any text', true],
    ['whsec_', false],
    ['whsec_abc', false],
    ['whsec_ab-_', false],
    ['whsec_AB==', false],
    ['whsec_AA==', true],
    ['whsec_AAAA\n', false],
  ])('%j is well formed: %s', (given, expected) => {
    expect(isWellFormedSecret(given)).toBe(expected);
  });

  test('is generated in the right form, and fits the contract', () => {
    expect(isWellFormedSecret(newSecret())).toBe(true);
    expect(newSecret()).toHaveLength(50);
  });
});
