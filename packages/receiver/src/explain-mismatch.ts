import { withoutSecretMistakes } from './secret-mistakes.ts';
import type { Body } from './signature.ts';
import { type SignedRequest, verifySignature } from './verify-signature.ts';
import { WebhookError } from './webhook-error.ts';

/** A mistake that changes a body. It is proved if the signature is right after `undo`. */
interface BodyMistake {
  message: string;
  /** The body without the mistake. Undefined if the text cannot contain this mistake. */
  undo(text: string): Body | undefined;
}

const bodyMistakes: readonly BodyMistake[] = [
  {
    message:
      'The body is encoded in base64. AWS Lambda encodes bodies in this way and sets `isBase64Encoded`. Decode the body first: `Buffer.from(body, "base64")`.',
    undo: (text) => (isBase64(text) ? Buffer.from(text, 'base64') : undefined),
  },
  {
    message:
      'The body begins with a byte order mark that was not sent. Pass on exactly the bytes that arrived.',
    undo: (text) => (text.startsWith('\ufeff') ? text.slice(1) : undefined),
  },
  {
    message:
      'The body has white space around it that was not sent, such as a line break at its end. Pass on exactly the bytes that arrived.',
    undo: (text) => (text.trim() === text ? undefined : text.trim()),
  },
  {
    message: 'The body was read as ISO-8859-1. Read it as UTF-8, or pass on the bytes.',
    undo: (text) => (/^[\0-\xff]*[\x80-\xff]/.test(text) ? Buffer.from(text, 'latin1') : undefined),
  },
  {
    message: 'The body was serialized as a JSON string. Pass on the text without serializing it.',
    undo: (text) => (text.startsWith('"') ? valueOrNothing(() => String(JSON.parse(text))) : undefined),
  },
  {
    message: 'The body was parsed and serialized again. Pass on exactly the bytes that arrived.',
    undo: (text) => reprinted(text),
  },
];

/**
 * The longest body that is searched for mistakes, in bytes or characters. Anybody can send wrong signatures, so the
 * search must be short: it takes at most 300 ms of CPU time for this length.
 */
const longestBody = 1024 * 1024;

/**
 * Explains which mistakes made the signature wrong, if they can be proved. Finds several mistakes in the secret, but
 * only one in the body.
 */
export function explainMismatch(request: SignedRequest): string | undefined {
  if (request.body.length > longestBody) return undefined;
  for (const { message, changes } of withoutMistakes(request))
    if (isRight({ ...request, ...changes })) return message;
  return undefined;
}

interface Attempt {
  message: string;
  changes: Partial<Pick<SignedRequest, 'body' | 'keys'>>;
}

function* withoutMistakes({ body, keys }: SignedRequest): Generator<Attempt> {
  const otherKeys = [...withoutSecretMistakes(keys)];
  for (const { message, keys } of otherKeys) yield { message, changes: { keys } };
  const text = textOf(body);
  for (const { message, undo } of bodyMistakes) {
    const other = undo(text);
    if (other === undefined) continue;
    yield { message, changes: { body: other } };
    for (const { message: first, keys } of otherKeys)
      yield { message: `${first} ${message}`, changes: { body: other, keys } };
  }
}

/** The signature covers a byte order mark, so it is kept. */
const textOf = (body: Body): string =>
  typeof body === 'string' ? body : new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);

function isRight(request: SignedRequest): boolean {
  try {
    verifySignature(request);
    return true;
  } catch (error) {
    // `verifySignature` checks the signatures before the timestamp, so they are right if it throws STALE_TIMESTAMP.
    return error instanceof WebhookError && error.code === 'STALE_TIMESTAMP';
  }
}

/** One character class, so that the expression takes only linear time. */
const isBase64 = (text: string): boolean => /^[A-Za-z0-9+/_=\s-]+$/.test(text);

/** JSON as the sender writes it: without white space, in ASCII. */
const reprinted = (text: string): string | undefined =>
  valueOrNothing(() => JSON.stringify(JSON.parse(text)))?.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Undefined for a text that is not JSON, or nested too deeply to be printed. */
function valueOrNothing(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
