// biome-ignore-all lint/style/noNonNullAssertion: the index lies within the list
import type { Body } from './signature.ts';
import { type SignedRequest, verifySignature } from './verify-signature.ts';
import { WebhookError } from './webhook-error.ts';

/** A mistake that can be proved. It is proved if the signature is right after the mistake has been undone. */
interface Mistake {
  message: string;
  /** Returns the request without the mistake. Undefined if the request cannot contain this mistake. */
  undo(request: SignedRequest): SignedRequest | undefined;
}

const mistakes: readonly Mistake[] = [
  {
    message:
      'The secret has white space around it, such as the line break at the end of a file. Trim the secret: the signature is right without the white space.',
    undo: (request) => request.keys.trimmed && { ...request, keys: request.keys.trimmed },
  },
  {
    message:
      'The body is encoded in base64. AWS Lambda encodes bodies in this way and sets `isBase64Encoded`. Decode the body first: `Buffer.from(body, "base64")`.',
    undo: withBody((text) => (isBase64(text) ? Buffer.from(text, 'base64') : undefined)),
  },
  {
    message: 'The body ends in a line break that was not sent. Pass on exactly the bytes that arrived.',
    undo: withBody(withoutLastBreaks),
  },
  {
    message: 'The body was read as ISO-8859-1. Read it as UTF-8, or pass on the bytes.',
    undo: withBody((text) => (/^[\0-\xff]*[\x80-\xff]/.test(text) ? Buffer.from(text, 'latin1') : undefined)),
  },
  {
    message: 'The body was parsed and serialized again. Pass on exactly the bytes that arrived.',
    undo: withBody(reprinted),
  },
];

/**
 * The maximum length of a body that is searched for mistakes: in bytes, or in characters if the body is a text. Anybody
 * can send wrong signatures, so this search must not take long. For a body of this length, it takes 5 to 220 ms of CPU
 * time. It is slowest for a JSON string of characters beyond ASCII.
 */
const longestBody = 1024 * 1024;

/**
 * Explains which mistake made the signature wrong, and how to correct the mistake. Undefined if no mistake can
 * be proved.
 */
export function explainMismatch(request: SignedRequest): string | undefined {
  if (request.body.length > longestBody) return undefined;
  return mistakes.find(({ undo }) => {
    const fixed = undo(request);
    return fixed !== undefined && isRight(fixed);
  })?.message;
}

function isRight(request: SignedRequest): boolean {
  try {
    verifySignature(request);
    return true;
  } catch (error) {
    // `verifySignature` checks the `v1` and `v1a` signatures before the timestamp. So if it throws STALE_TIMESTAMP,
    // these signatures are right.
    return error instanceof WebhookError && error.code === 'STALE_TIMESTAMP';
  }
}

function withBody(change: (text: string) => Body | undefined): Mistake['undo'] {
  return (request) => {
    const { body } = request;
    const changed = change(typeof body === 'string' ? body : new TextDecoder().decode(body));
    return changed === undefined ? undefined : { ...request, body: changed };
  };
}

/**
 * The text without the line breaks at its end. Undefined if it does not end with a line break. This is a loop, because
 * `/[\r\n]+$/` takes minutes for a megabyte of line breaks with a letter after them.
 */
function withoutLastBreaks(text: string): string | undefined {
  let end = text.length;
  while (end > 0 && '\r\n'.includes(text[end - 1]!)) end--;
  return end < text.length ? text.slice(0, end) : undefined;
}

const isBase64 = (text: string): boolean => /^[A-Za-z0-9+/_-]+={0,2}\s*$/.test(text);

/** The JSON as the sender writes it: without white space, and in ASCII. Undefined if the text is not JSON. */
function reprinted(text: string): string | undefined {
  try {
    const printed = JSON.stringify(JSON.parse(text));
    return printed.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  } catch {
    return undefined;
  }
}
