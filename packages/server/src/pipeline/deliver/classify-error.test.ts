import { expect, test } from 'vitest';
import { classifyError, classifyLoss } from './classify-error.ts';

const systemError = (syscall: string, code: string) =>
  Object.assign(new Error(`${syscall} ${code}`), { syscall, code });

test.each([
  ['bind', 'EINVAL', 'PROXY_FAILED'],
  ['bind', 'EADDRINUSE', 'PROXY_FAILED'],
  ['connect', 'EADDRNOTAVAIL', 'PROXY_FAILED'],
  ['connect', 'ECONNREFUSED', 'CONNECT_FAILED'],
  // The DNS's own server took no connection: nothing was asked of the receiver.
  ['queryA', 'ECONNREFUSED', 'DNS_FAILED'],
  ['queryAaaa', 'EREFUSED', 'DNS_FAILED'],
  ['getaddrinfo', 'ENOTFOUND', 'DNS_FAILED'],
  ['read', 'ECONNRESET', 'CONNECTION_LOST'],
  ['', 'INVALID_PURPOSE', 'TLS_FAILED'],
  ['', 'PATH_LENGTH_EXCEEDED', 'TLS_FAILED'],
  ['', 'ERROR_IN_CERT_NOT_AFTER_FIELD', 'TLS_FAILED'],
  // Node's word for what OpenSSL finds and Node has no name for, such as a key that is too short.
  ['', 'UNSPECIFIED', 'TLS_FAILED'],
] as const)('%s %s is %s', (syscall, code, error) => {
  expect(classifyError(systemError(syscall, code)).error).toBe(error);
});

test.each([
  ['read', 'ETIMEDOUT', 'TIMEOUT'],
  ['read', 'EHOSTUNREACH', 'CONNECTION_LOST'],
  ['write', 'ENETUNREACH', 'CONNECTION_LOST'],
  ['write', 'ENOBUFS', 'CONNECTION_LOST'],
  ['read', 'ECONNRESET', 'CONNECTION_LOST'],
  ['', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'TLS_FAILED'],
] as const)(
  '%s %s of a connection that had the request is %s: something may have been sent',
  (syscall, code, error) => {
    expect(classifyLoss(systemError(syscall, code)).error).toBe(error);
  },
);
