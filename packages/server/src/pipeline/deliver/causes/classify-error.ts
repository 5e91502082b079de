import { isIPv6 } from 'node:net';
import { type DeliveryFailure, type FailureCause, failureCauses } from '@winkwire/contract/delivery-failures';
import { tlsCause } from './tls-cause.ts';

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

/** Errors of the operator's own network or machine. Only the operator may see their cause. */
const codes: Record<string, DeliveryFailure> = {
  PROXY_FAILED: 'PROXY_FAILED',
  // This machine lacks a local address, a free port, a file descriptor or buffer memory.
  EADDRNOTAVAIL: 'PROXY_FAILED',
  EMFILE: 'PROXY_FAILED',
  ENFILE: 'PROXY_FAILED',
  ENOBUFS: 'PROXY_FAILED',
};

export function classifyError(error: Error): Failure {
  const {
    code = '',
    name,
    syscall = '',
    address = '',
    why,
  } = error as NodeJS.ErrnoException & { address?: string } & Partial<Caused>;
  if (why) return because(why);
  // This machine, the DNS and the receiver can cause the same code. The system call shows which of them did.
  if (syscall === 'bind') return { error: 'PROXY_FAILED', cause: null };
  if (/^(query|getaddrinfo)/.test(syscall)) return ofDns(code);
  // This machine has no IPv6 address, so it cannot reach the receiver's. For IPv4, no port is free.
  if (code === 'EADDRNOTAVAIL' && syscall === 'connect' && isIPv6(address))
    return because('NETWORK_UNREACHABLE');
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

/** Some codes mean something else here: ECONNREFUSED comes from a DNS server, and not from the receiver. */
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
 * Like `classifyError`, but for an error after the request was sent. Codes such as ETIMEDOUT then have another meaning.
 */
export function classifyLoss(error: Error): Failure {
  const found = classifyError(error);
  return afterSending[found.error] ?? found;
}
