/** Why no usable answer came, shortly; the API has a sentence for each. */
export const answerErrors: Record<string, string> = {
  DNS_FAILED: 'Host not found',
  CONNECT_FAILED: 'Not reachable',
  CONNECT_TIMEOUT: 'No connection in time',
  TLS_FAILED: 'TLS failed',
  CONNECTION_LOST: 'Connection lost',
  TIMEOUT: 'No answer in time',
  PROTOCOL_ERROR: 'Answer is not HTTP',
  REDIRECT_REFUSED: 'Redirect not followed',
  ADDRESS_REFUSED: 'Address not permitted',
  HEADER_REFUSED: 'Header not permitted',
  PROXY_FAILED: 'Our way out failed',
  ERASED: 'User erased',
};

interface Answered {
  status: number | null;
  error: string | null;
}

export const hasSucceeded = ({ status, error }: Answered): boolean =>
  error === null && status !== null && status >= 200 && status < 300;

/** `200`, `No answer in time`, `302: Redirect not followed`. An error that is new to us is told by its code. */
export function answerText({ status, error }: Answered): string {
  const words = error === null ? undefined : (answerErrors[error] ?? error);
  return [status, words].filter((part) => part !== null && part !== undefined).join(': ') || 'No answer';
}
