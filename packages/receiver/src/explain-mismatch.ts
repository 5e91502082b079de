import type { Body } from './signature.ts';
import { type SignedRequest, verifySignature } from './verify-signature.ts';
import { WebhookError } from './webhook-error.ts';

/** A mistake that can be proved: without it, the signature is right. */
interface Mistake {
  message: string;
  /** The request without the mistake; undefined where it cannot have been made. */
  undo(request: SignedRequest): SignedRequest | undefined;
}

const mistakes: readonly Mistake[] = [
  {
    message:
      'The secret has white space around it, such as the line break at the end of a file. Trim it: the signature is right without it.',
    undo: (request) => request.keys.trimmed && { ...request, keys: request.keys.trimmed },
  },
  {
    message:
      'The body is encoded in base64, as AWS Lambda passes it on with `isBase64Encoded`. Decode it first: `Buffer.from(body, "base64")`.',
    undo: withBody((text) => (isBase64(text) ? Buffer.from(text, 'base64') : undefined)),
  },
  {
    message: 'The body has a line break at its end that was not sent. Pass on exactly the bytes that came.',
    undo: withBody(withoutLastBreaks),
  },
  {
    message: 'The body was read as ISO-8859-1. Read it as UTF-8, or pass on the bytes.',
    undo: withBody((text) => (/^[\0-\xff]*[\x80-\xff]/.test(text) ? Buffer.from(text, 'latin1') : undefined)),
  },
  {
    message: 'The body was parsed and printed again. Pass on exactly the bytes that came.',
    undo: withBody(reprinted),
  },
];

/** Strangers also send wrong signatures: looking for their cause is not worth more than some milliseconds. */
const longestBody = 1024 * 1024;

/** What was done wrong, in one sentence that says how to mend it; undefined when nothing was found. */
export function explainMismatch(request: SignedRequest): string | undefined {
  if (request.body.length > longestBody) return undefined;
  return mistakes.find(({ undo }) => {
    const mended = undo(request);
    return mended !== undefined && isRight(mended);
  })?.message;
}

function isRight(request: SignedRequest): boolean {
  try {
    verifySignature(request);
    return true;
  } catch (error) {
    // An old request proves the mistake as well as a fresh one.
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

/** Not by a pattern: `/[\r\n]+$/` takes minutes for a megabyte of line breaks that a letter ends. */
function withoutLastBreaks(text: string): string | undefined {
  let end = text.length;
  while (end > 0 && '\r\n'.includes(text[end - 1]!)) end--;
  return end < text.length ? text.slice(0, end) : undefined;
}

const isBase64 = (text: string): boolean => /^[A-Za-z0-9+/_-]+={0,2}\s*$/.test(text);

/** As the sender prints: without white space, and in ASCII. */
function reprinted(text: string): string | undefined {
  try {
    const printed = JSON.stringify(JSON.parse(text));
    return printed.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  } catch {
    return undefined;
  }
}
