import { describe, expect, test } from 'vitest';
import { newSigningKeys, signingKey, smileKey } from './keys.ts';
import { signV1a, smileSignature } from './signature.ts';
import { connected, now, secret, signedRequest } from './testing/signed-request.ts';
import { type VerifyOptions, verifyWebhook } from './verify.ts';
import { WebhookError } from './webhook-error.ts';

const event = connected();
const signed = () => signedRequest(event);

function codeOf(request: Parameters<typeof verifyWebhook>[0], options: Partial<VerifyOptions> = {}) {
  try {
    verifyWebhook(request, { secrets: secret, now, ...options });
  } catch (error) {
    if (error instanceof WebhookError) return error.code;
    throw error;
  }
  return 'OK';
}

function but(changes: Record<string, string | undefined>) {
  const { headers, body } = signed();
  return { headers: { ...headers, ...changes }, body };
}

const withoutStandard = { 'webhook-signature': undefined, 'webhook-timestamp': undefined };

test('a request that is signed in both forms is accepted, and its event is returned', () => {
  expect(verifyWebhook(signed(), { secrets: secret, now })).toEqual(event);
});

test('headers are read from Headers, from lists, and in any case', () => {
  const { headers, body } = signed();
  const shouted = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]),
  );
  expect(codeOf({ headers: new Headers(headers), body })).toBe('OK');
  expect(codeOf({ headers: shouted, body: Buffer.from(body) })).toBe('OK');
});

describe('either form is enough', () => {
  test('Smile-Signature alone', () => {
    expect(codeOf(but(withoutStandard))).toBe('OK');
  });

  test('Standard Webhooks alone', () => {
    expect(codeOf(but({ 'smile-signature': undefined }))).toBe('OK');
  });

  test('ed25519 alone, with the public key and no secret', () => {
    const { privateKey, publicKey } = newSigningKeys();
    const { headers, body } = signed();
    const message = { id: event.id, timestamp: now / 1000, body };
    headers['webhook-signature'] = signV1a(signingKey(privateKey), message);
    expect(codeOf({ headers, body }, { secrets: [], publicKeys: publicKey })).toBe('OK');
    expect(codeOf({ headers, body: `${body} ` }, { secrets: [], publicKeys: publicKey })).toBe(
      'WRONG_SIGNATURE',
    );
    expect(codeOf(signed(), { secrets: [], publicKeys: publicKey })).toBe('MISSING_SIGNATURE');
  });
});

describe('during the rotation of a secret', () => {
  test('a receiver with both secrets accepts a signature by either', () => {
    expect(codeOf(signed(), { secrets: ['the next secret', secret] })).toBe('OK');
  });

  test('a receiver with only the previous secret accepts Smile-Signature-Previous', () => {
    const { body } = signed();
    const rotated = but({
      ...withoutStandard,
      'smile-signature': smileSignature(smileKey('the next secret'), body),
      'smile-signature-previous': smileSignature(smileKey(secret), body),
    });
    expect(codeOf(rotated)).toBe('OK');
    expect(codeOf(rotated, { secrets: 'another secret' })).toBe('WRONG_SIGNATURE');
  });
});

describe('refuses', () => {
  const none = { ...withoutStandard, 'smile-signature': undefined };
  const { body, headers } = signed();
  const tampered = body.replace('George', 'Ryan');

  test.each([
    ['a request without any signature', but(none), 'MISSING_SIGNATURE'],
    ['an empty signature', but({ ...withoutStandard, 'smile-signature': '' }), 'WRONG_SIGNATURE'],
    ['a body that was changed', { headers, body: tampered }, 'WRONG_SIGNATURE'],
    [
      'a body that was parsed and printed',
      { headers, body: JSON.stringify(event, null, 1) },
      'WRONG_SIGNATURE',
    ],
    ["somebody else's secret", signedRequest(event, { secret: 'x' }), 'WRONG_SIGNATURE'],
    ['one wrong form beside a right one', but({ 'smile-signature': 'ab'.repeat(64) }), 'WRONG_SIGNATURE'],
    ['an id that differs from the signed one', but({ 'webhook-id': 'et-other' }), 'WRONG_SIGNATURE'],
    [
      'a timestamp that differs from the signed one',
      but({ 'webhook-timestamp': '1776763801' }),
      'WRONG_SIGNATURE',
    ],
    ['a request from six minutes ago', signedRequest(event, { at: now - 360_000 }), 'STALE_TIMESTAMP'],
    ['a request from six minutes ahead', signedRequest(event, { at: now + 360_000 }), 'STALE_TIMESTAMP'],
  ] as const)('%s', (_, request, code) => {
    expect(codeOf(request)).toBe(code);
  });

  test('a request without a timestamp, where one is required', () => {
    expect(codeOf(but(withoutStandard), { requireTimestamp: true })).toBe('MISSING_SIGNATURE');
    expect(codeOf(signed(), { requireTimestamp: true })).toBe('OK');
  });

  test.each([
    ['not JSON', 'NOT_JSON'],
    ['', 'NOT_JSON'],
    ['null', 'WRONG_SHAPE'],
    ['[]', 'WRONG_SHAPE'],
    ['{"id":"et-1","version":1,"type":"USER_CREATED","createdAt":"2026-04-21T09:30:00Z"}', 'WRONG_SHAPE'],
    [
      '{"id":"et-1","version":1,"type":"USER_CREATED","createdAt":"2026-04-21T09:30:00Z","data":[]}',
      'WRONG_SHAPE',
    ],
    [
      '{"id":1,"version":1,"type":"USER_CREATED","createdAt":"2026-04-21T09:30:00Z","data":{}}',
      'WRONG_SHAPE',
    ],
  ])('a signed body that is not an event: %s', (text, code) => {
    const request = { headers: { 'smile-signature': smileSignature(smileKey(secret), text) }, body: text };
    expect(codeOf(request)).toBe(code);
  });

  test('bytes that are not UTF-8', () => {
    const bytes = Buffer.from([0x7b, 0xff, 0x7d]);
    const request = { headers: { 'smile-signature': smileSignature(smileKey(secret), bytes) }, body: bytes };
    expect(codeOf(request)).toBe('NOT_JSON');
  });
});

test('an event type that this version does not know is still delivered', () => {
  const newer = { ...connected(), type: 'PENSION_ADDED' };
  expect(verifyWebhook(signedRequest(newer), { secrets: secret, now })).toEqual(newer);
});

test('the error of a missing public key says what to do', () => {
  for (const publicKeys of [[undefined as never], '', [' \n'], 5 as never])
    expect(() => verifyWebhook(signed(), { publicKeys })).toThrow(
      /^A public key is empty or missing\. Check that the environment variable with the key/,
    );
});

test('white space around a public key is ignored', () => {
  const { publicKey } = newSigningKeys();
  expect(codeOf(signed(), { publicKeys: `${publicKey}\r\n` })).toBe('OK');
});

test.each([
  { secrets: [] },
  { secrets: '' },
  { secrets: ' \n' },
  { secrets: [undefined as never] },
  {},
  { publicKeys: 'whpk_short' },
])('creating a receiver without a usable key fails: %j', (options) => {
  expect(() => verifyWebhook(signed(), options)).toThrow(TypeError);
});
