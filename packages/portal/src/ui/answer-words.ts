import type { DeliveryFailure } from '@winkwire/contract/delivery-failures';

/** Why no usable answer came, shortly; the API has a sentence for each. */
export const failureWords: Record<DeliveryFailure, string> = {
  DNS_FAILED: 'DNS failed',
  CONNECT_FAILED: 'Not reachable',
  CONNECT_TIMEOUT: 'No connection in time',
  TLS_FAILED: 'TLS failed',
  CONNECTION_LOST: 'Connection lost',
  TIMEOUT: 'No answer in time',
  PROTOCOL_ERROR: 'Invalid answer',
  REDIRECT_REFUSED: 'Redirect not followed',
  ADDRESS_REFUSED: 'Address not permitted',
  HEADER_REFUSED: 'Header not permitted',
  PROXY_FAILED: 'Our way out failed',
  BODY_DAMAGED: 'Stored body damaged',
  ERASED: 'User erased',
  EXPIRED: 'Event expired',
};

interface Answered {
  status: number | null;
  error: string | null;
  cause: string | null;
}

export const hasSucceeded = ({ status, error }: Pick<Answered, 'status' | 'error'>): boolean =>
  error === null && status !== null && status >= 200 && status < 300;

/** `200`, `TLS failed: certificate expired`, `302: Redirect not followed`. What is new to us is told by its code. */
export function answerText({ status, error, cause }: Answered): string {
  const ofCode: Record<string, string> = failureWords;
  const words = error === null ? null : (ofCode[error] ?? error);
  const parts = [status, words, words && cause && causeText(cause)];
  return parts.filter((part) => part !== null).join(': ') || 'No answer';
}

/** `CERTIFICATE_EXPIRED` as words; names that are abbreviations stay. */
const causeText = (cause: string): string =>
  cause
    .split('_')
    .map((word) => (/^(DNS|HTTPS?|HTTP2|TLS|URL)$/.test(word) ? word : word.toLowerCase()))
    .join(' ');
