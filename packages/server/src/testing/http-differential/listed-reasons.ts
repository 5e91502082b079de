import type { Result } from './compare-clients.ts';

export interface Difference {
  /** In latin1. */
  text: string;
  ours: Result;
  theirs: Result;
}

const refuses = (client: Result) => client.status === null;
const because = ({ error }: Result, ...words: string[]) => words.some((word) => error?.includes(word));

/**
 * Why the two clients may differ. Numbers in brackets are sections of RFC 9112. Each reason must explain at least one
 * difference of a run.
 */
export const listedReasons: Record<string, (difference: Difference) => boolean> = {
  'the status counts although the body is broken or ends early (8)': ({ ours, theirs }) =>
    ours.status !== null &&
    ours.status === theirs.status &&
    theirs.error !== null &&
    (ours.body.startsWith(theirs.body) || theirs.body.startsWith(ours.body)),
  'Content-Length does not matter where there is no body (6.3)': ({ text, ours, theirs }) =>
    /^HTTP\/1\.[01] (204|304)/m.test(text) &&
    !refuses(ours) &&
    because(theirs, 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'Content-Length'),
  'undici compares the length of a chunked body with Content-Length; chunked wins (6.3)': ({
    text,
    ours,
    theirs,
  }) =>
    /^transfer-encoding:/im.test(text) &&
    !refuses(ours) &&
    because(theirs, 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'Content-Length'),
  'undici refuses 100 Continue that it has not requested; a response follows it (RFC 9110, 15.2)': ({
    text,
    ours,
    theirs,
  }) => !refuses(ours) && /^HTTP\/1\.\d 100/m.test(text) && because(theirs, 'bad response'),
  'an empty line before the status line is refused: only servers may skip it (2.2)': ({ ours, theirs }) =>
    because(ours, 'LINE_BEFORE_STATUS') && !refuses(theirs),
  'more than eight interim responses, or 64 KB of them, are refused': ({ ours, theirs }) =>
    because(ours, 'TOO_MANY_INTERIM') && !refuses(theirs),
  'a control character in a head is refused (RFC 9110, 5.5)': ({ ours, theirs }) =>
    because(ours, 'CONTROL_CHARACTER') && !refuses(theirs),
  'a length of more than 15 digits is refused': ({ text, ours }) =>
    because(ours, 'BAD_LENGTH') && /^content-length:[\t ]*\d{16,}/im.test(text),
  'undici ends the connection after an interim response of HTTP/1.0; ours reads on': ({
    text,
    ours,
    theirs,
  }) => !refuses(ours) && /^HTTP\/1\.0 1\d\d/m.test(text) && because(theirs, 'Data after'),
  'only HTTP/1.0 and HTTP/1.1 are accepted (2.3)': ({ text, ours, theirs }) =>
    because(ours, 'NOT_HTTP') && /^HTTP\/(0\.9|2\.0) /.test(text) && !refuses(theirs),
  'a blank after a value does not belong to it (5.1)': ({ text, ours, theirs }) =>
    /^transfer-encoding:.*[\t ]\r$/im.test(text) && !refuses(ours) && ours.status === theirs.status,
};

export const listedReason = (difference: Difference): string | undefined =>
  Object.entries(listedReasons).find(([, fits]) => fits(difference))?.[0];
