import type { AnswerError } from '../attempt-log/outcome.ts';

const byCode: Record<string, AnswerError> = {
  ADDRESS_REFUSED: 'ADDRESS_REFUSED',
  HEADER_REFUSED: 'HEADER_REFUSED',
  PROXY_FAILED: 'PROXY_FAILED',
  // This machine has no such address, no free port or no free descriptor: nothing that the receiver did.
  EADDRNOTAVAIL: 'PROXY_FAILED',
  EMFILE: 'PROXY_FAILED',
  ENFILE: 'PROXY_FAILED',
  ENOBUFS: 'PROXY_FAILED',
  ENOTFOUND: 'DNS_FAILED',
  EAI_AGAIN: 'DNS_FAILED',
  EAI_FAIL: 'DNS_FAILED',
  EAI_NODATA: 'DNS_FAILED',
  EAI_NONAME: 'DNS_FAILED',
  ENODATA: 'DNS_FAILED',
  ESERVFAIL: 'DNS_FAILED',
  ETIMEOUT: 'DNS_FAILED',
  ECONNREFUSED: 'CONNECT_FAILED',
  EHOSTUNREACH: 'CONNECT_FAILED',
  ENETUNREACH: 'CONNECT_FAILED',
  EACCES: 'CONNECT_FAILED',
  ETIMEDOUT: 'CONNECT_TIMEOUT',
  ECONNRESET: 'CONNECTION_LOST',
  EPIPE: 'CONNECTION_LOST',
  NOT_HTTP: 'PROTOCOL_ERROR',
};

/** What an error of the network says to an owner. */
export function classifyError(error: Error): AnswerError {
  const { code = '', name, syscall = '' } = error as NodeJS.ErrnoException;
  // Before the code, which may be one that a receiver gives too.
  if (syscall === 'bind') return 'PROXY_FAILED';
  if (/^(query|getaddrinfo)/.test(syscall)) return 'DNS_FAILED';
  const known = byCode[code];
  if (known) return known;
  if (name === 'AggregateError') return classifyError((error as AggregateError).errors[0]);
  if (isTlsCode(code)) return 'TLS_FAILED';
  return error.cause instanceof Error ? classifyError(error.cause) : 'CONNECTION_LOST';
}

/** What says that nothing was sent, once something was. */
const afterSending: Partial<Record<AnswerError, AnswerError>> = {
  CONNECT_TIMEOUT: 'TIMEOUT',
  CONNECT_FAILED: 'CONNECTION_LOST',
  PROXY_FAILED: 'CONNECTION_LOST',
};

/** The same of a connection that had a request: the network says ETIMEDOUT and EHOSTUNREACH of one that stands, too. */
export function classifyLoss(error: Error): AnswerError {
  const found = classifyError(error);
  return afterSending[found] ?? found;
}

/** OpenSSL's and Node's codes for handshakes and certificates. */
const isTlsCode = (code: string): boolean =>
  /^(ERR_SSL|ERR_TLS|ERR_OSSL|CERT_|ERROR_IN_CERT|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|INVALID_(CA|PURPOSE)|PATH_LENGTH|HOSTNAME_MISMATCH|UNSPECIFIED$|EPROTO$)/.test(
    code,
  );
