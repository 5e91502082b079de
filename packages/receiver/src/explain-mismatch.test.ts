import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { newSecret, smileKey } from './keys.ts';
import { smileSignature } from './signature.ts';
import { connected, now, secret, signedRequest } from './testing/signed-request.ts';
import { verifyWebhook } from './verify.ts';

function refusalOf(
  request: { headers: Record<string, string>; body: unknown },
  secrets: string | string[] = secret,
) {
  try {
    verifyWebhook(request as never, { secrets, now });
  } catch (error) {
    return (error as Error).message;
  }
  return 'verified';
}

function sharedCopy(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

const signed = signedRequest(connected());
const withMark = `\ufeff${signed.body}`;
const key = newSecret();
const generated = signedRequest(connected(), { secret: key });
const text = JSON.stringify({ name: 'José' });
const inUtf8 = {
  headers: { 'smile-signature': smileSignature(smileKey(secret), text) },
  body: Buffer.from(text),
};

test.each([
  ['a secret that ends with the line break of its file', refusalOf(signed, `${secret}\n`), /white space/],
  ['one of two secrets that begins with a space', refusalOf(signed, ['other', ` ${secret}`]), /white space/],
  ['a body in base64', refusalOf({ ...signed, body: btoa(signed.body) }), /base64/],
  ['a line break after the body', refusalOf({ ...signed, body: `${signed.body}\r\n` }), /line break/],
  [
    'base64 in lines',
    refusalOf({ ...signed, body: btoa(signed.body).replace(/.{76}/g, '$&\r\n') }),
    /base64/,
  ],
  [
    'base64 and white space around the secret',
    refusalOf({ ...signed, body: btoa(signed.body) }, `${secret}\n`),
    /white space.* base64/,
  ],
  ['a byte order mark, as bytes', refusalOf({ ...signed, body: Buffer.from(withMark) }), /byte order mark/],
  ['a byte order mark, as text', refusalOf({ ...signed, body: withMark }), /byte order mark/],
  ['a blank before the body', refusalOf({ ...signed, body: ` ${signed.body}` }), /white space around it/],
  [
    'a body that is a JSON string',
    refusalOf({ ...signed, body: JSON.stringify(signed.body) }),
    /JSON string/,
  ],
  ['a secret in quotation marks', refusalOf(signed, `"${secret}"`), /quotation marks/],
  ['a secret in single quotation marks', refusalOf(signed, `'${secret}'`), /quotation marks/],
  ['a written line break after the secret', refusalOf(signed, `${secret}\\n`), /written as `\\n`/],
  ['two written line breaks', refusalOf(signed, `${secret}\\r\\n\\n`), /Remove these characters/],
  ['a secret that lacks its prefix', refusalOf(generated, key.slice('whsec_'.length)), /lacks its beginning/],
  [
    'three mistakes of one secret',
    refusalOf(generated, `"${key.slice('whsec_'.length)}"\n`),
    /white space.* quotation marks.* lacks its beginning/,
  ],
  ['UTF-8 read as ISO-8859-1', refusalOf({ ...inUtf8, body: inUtf8.body.toString('latin1') }), /ISO-8859-1/],
  [
    'a body printed with white space',
    refusalOf({ ...signed, body: JSON.stringify(JSON.parse(signed.body), null, 2) }),
    /serialized again/,
  ],
])('the message names the cause of a mismatch: %s', (_, message, cause) => {
  expect(message).toMatch(cause);
});

test('a mismatch whose cause cannot be proved gets the general message', () => {
  const usual = "The signature does not match this body and the receiver's keys.";
  expect(refusalOf(signed, 'another secret')).toBe(usual);
  expect(refusalOf(signed, ' another secret')).toBe(usual);
  expect(refusalOf(signed, '""')).toBe(usual);
  expect(refusalOf({ ...signed, body: signed.body.replace('George', 'Ryan') })).toBe(usual);
  expect(refusalOf({ ...signed, body: 'x'.repeat(2_000_000) })).toBe(usual);
});

test.each([
  ['line breaks', '\n'],
  ['carriage returns', '\r'],
  ['blanks', ' '],
  ['base64', 'A'],
  ['letters beyond ASCII', '\xe9'],
  ['nested lists', '['],
])('a long body of %s does not take a receiver much time', (_, character) => {
  const body = `${character.repeat(150_000)}x\n`;
  const before = process.cpuUsage();
  refusalOf({ ...signed, body });
  const { user, system } = process.cpuUsage(before);
  // A regular expression took 20 s here, because it tried a match from every line break.
  expect(user + system).toBeLessThan(2_000_000);
});

const inAnotherRealm = (expression: string) =>
  runInNewContext(expression, { bytes: [...Buffer.from(signed.body)] });

test.each([
  ['an ArrayBuffer', new Uint8Array(Buffer.from(signed.body)).buffer],
  ['an ArrayBuffer of another realm', inAnotherRealm('new Uint8Array(bytes).buffer')],
  ['bytes of another realm', inAnotherRealm('new Uint8Array(bytes)')],
  ['shared memory', sharedCopy(Buffer.from(signed.body)).buffer],
  ['a view of shared memory', sharedCopy(Buffer.from(signed.body))],
  ['another view of bytes', new DataView(new Uint8Array(Buffer.from(signed.body)).buffer)],
  ['a Buffer that went through JSON', JSON.parse(JSON.stringify(Buffer.from(signed.body)))],
])('a body is verified in every form that contains its bytes: %s', (_, body) => {
  expect(refusalOf({ ...signed, body })).toBe('verified');
});

test.each([[{}], [[]], [undefined], [null], [7], [{ type: 'Buffer', data: [999] }]])(
  'a body that contains no bytes is refused with advice: %j',
  (body) => {
    expect(refusalOf({ ...signed, body })).toMatch(/mount this handler before any body parser/);
  },
);
