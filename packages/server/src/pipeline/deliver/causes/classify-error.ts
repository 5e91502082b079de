import { type DeliveryFailure, type FailureCause, failureCauses } from '@winkwire/contract/delivery-failures';
import { tlsCause } from './tls-cause.ts';

/** Why there is no usable response: the error code, and its cause if known. */
export interface Failure {
  error: DeliveryFailure;
  cause: FailureCause | null;
}

export interface Caused {
  readonly why: FailureCause;
}

const causes: Record<string, FailureCause> = {
  ENOTFOUND: 'NAME_NOT_FOUND',
  EAI_NONAME: 'NAME_NOT_FOUND',
  ENODATA: 'NO_ADDRESS',
  EAI_NODATA: 'NO_ADDRESS',
  EAI_AGAIN: 'DNS_UNAVAILABLE',
  EAI_FAIL: 'DNS_UNAVAILABLE',
  ESERVFAIL: 'DNS_UNAVAILABLE',
  ETIMEOUT: 'DNS_SILENT',
  ECONNREFUSED: 'CONNECTION_REFUSED',
  EHOSTUNREACH: 'HOST_UNREACHABLE',
  EHOSTDOWN: 'HOST_UNREACHABLE',
  ENETUNREACH: 'NETWORK_UNREACHABLE',
  ENETDOWN: 'NETWORK_UNREACHABLE',
  EACCES: 'CONNECTION_FORBIDDEN',
  EPERM: 'CONNECTION_FORBIDDEN',
  ETIMEDOUT: 'HOST_SILENT',
  ECONNRESET: 'CONNECTION_RESET',
  EPIPE: 'CONNECTION_RESET',
};

/**
 * Errors of the operator's own network or machine. They are reported without a cause, because only the operator may see
 * the cause.
 */
const codes: Record<string, DeliveryFailure> = {
  PROXY_FAILED: 'PROXY_FAILED',
  // This machine lacks something: the local address, a free port, a file descriptor or buffer memory. The receiver is
  // not involved.
  EADDRNOTAVAIL: 'PROXY_FAILED',
  EMFILE: 'PROXY_FAILED',
  ENFILE: 'PROXY_FAILED',
  ENOBUFS: 'PROXY_FAILED',
};

/** Translates a network error for the owner of the endpoint. */
export function classifyError(error: Error): Failure {
  const { code = '', name, syscall = '', why } = error as NodeJS.ErrnoException & Partial<Caused>;
  if (why) return because(why);
  // The system call is checked before the code, because this machine, the DNS and the receiver can cause errors with
  // the same code.
  if (syscall === 'bind') return { error: 'PROXY_FAILED', cause: null };
  if (/^(query|getaddrinfo)/.test(syscall)) return ofDns(code);
  const known = codes[code];
  if (known) return { error: known, cause: null };
  const cause = causes[code];
  if (cause) return because(cause);
  if (name === 'AggregateError') return classifyError((error as AggregateError).errors[0]);
  const ofTls = tlsCause(error);
  if (ofTls !== undefined) return { error: 'TLS_FAILED', cause: ofTls };
  return error.cause instanceof Error
    ? classifyError(error.cause)
    : { error: 'CONNECTION_LOST', cause: null };
}

const because = (cause: FailureCause): Failure => ({ error: failureCauses[cause].of, cause });

/**
 * The failure for an error of a DNS query. Some codes have another meaning in `causes`: ECONNREFUSED there means that a
 * receiver refused the connection, but here a DNS server refused it. So the cause in `causes` is used only if it is
 * about the DNS. Otherwise, the cause is DNS_UNAVAILABLE.
 */
function ofDns(code: string): Failure {
  const cause = causes[code];
  return {
    error: 'DNS_FAILED',
    cause: cause && failureCauses[cause].of === 'DNS_FAILED' ? cause : 'DNS_UNAVAILABLE',
  };
}

/** The errors on the left mean that nothing was sent. If a request was sent, the failures on the right replace them. */
const afterSending: Partial<Record<DeliveryFailure, Failure>> = {
  CONNECT_TIMEOUT: { error: 'TIMEOUT', cause: 'NOTHING_CAME' },
  CONNECT_FAILED: { error: 'CONNECTION_LOST', cause: null },
  PROXY_FAILED: { error: 'CONNECTION_LOST', cause: null },
};

/**
 * Like `classifyError`, for a connection on which a request was already sent. Such a connection can fail with the same
 * codes as one that is being opened, for example ETIMEDOUT and EHOSTUNREACH.
 */
export function classifyLoss(error: Error): Failure {
  const found = classifyError(error);
  return afterSending[found.error] ?? found;
}
