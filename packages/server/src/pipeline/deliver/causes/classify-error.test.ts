import { expect, test } from 'vitest';
import { classifyError, classifyLoss } from './classify-error.ts';

const systemError = (syscall: string, code: string) =>
  Object.assign(new Error(`${syscall} ${code}`), { syscall, code });

test.each([
  ['bind', 'EINVAL', 'PROXY_FAILED'],
  ['bind', 'EADDRINUSE', 'PROXY_FAILED'],
  ['connect', 'EADDRNOTAVAIL', 'PROXY_FAILED'],
  ['connect', 'ECONNREFUSED', 'CONNECT_FAILED'],
  // The DNS server refused the connection, not the receiver.
  ['queryA', 'ECONNREFUSED', 'DNS_FAILED'],
  ['queryAaaa', 'EREFUSED', 'DNS_FAILED'],
  ['getaddrinfo', 'ENOTFOUND', 'DNS_FAILED'],
  ['read', 'ECONNRESET', 'CONNECTION_LOST'],
  ['', 'INVALID_PURPOSE', 'TLS_FAILED'],
  ['', 'PATH_LENGTH_EXCEEDED', 'TLS_FAILED'],
  ['', 'ERROR_IN_CERT_NOT_AFTER_FIELD', 'TLS_FAILED'],
  // Node's code for an OpenSSL error without a name of its own, such as a key that is too short.
  ['', 'UNSPECIFIED', 'TLS_FAILED'],
] as const)('%s %s is %s', (syscall, code, error) => {
  expect(classifyError(systemError(syscall, code)).error).toBe(error);
});

test('without an IPv6 address, the IPv6 address of a receiver is unreachable, and our own egress works', () => {
  const error = Object.assign(systemError('connect', 'EADDRNOTAVAIL'), { address: '2606:4700::1111' });
  expect(classifyError(error)).toEqual({ error: 'CONNECT_FAILED', cause: 'NETWORK_UNREACHABLE' });
  const noFreePort = Object.assign(systemError('connect', 'EADDRNOTAVAIL'), { address: '192.0.2.1' });
  expect(classifyError(noFreePort)).toEqual({ error: 'PROXY_FAILED', cause: null });
});

test.each([
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', '', 'NO_COMMON_PROTOCOL'],
  ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', '', 'NO_COMMON_PROTOCOL'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', '', 'NO_COMMON_PROTOCOL'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', '', 'NO_COMMON_PROTOCOL'],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', '', 'CLIENT_CERTIFICATE_REFUSED'],
  ['ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_UNKNOWN', '', 'CLIENT_CERTIFICATE_REFUSED'],
  ['ERR_SSL_DH_KEY_TOO_SMALL', '', 'WEAK_KEY'],
  ['ERR_SSL_EE_KEY_TOO_SMALL', '', 'WEAK_KEY'],
  ['UNSPECIFIED', 'CA signature digest algorithm too weak', 'WEAK_KEY'],
  ['UNSPECIFIED', 'certificate rejected', 'INVALID_CERTIFICATE'],
  ['CERT_SIGNATURE_FAILURE', 'certificate signature failure', 'INVALID_CERTIFICATE'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', '', 'NOT_TLS'],
  [
    'EPROTO',
    'write EPROTO 40:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:ssl.c:1:',
    'NOT_TLS',
  ],
  ['EPROTO', 'write EPROTO', null],
  ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', '', null],
] as const)('%s "%s" of TLS is %s', (code, message, cause) => {
  expect(classifyError(Object.assign(new Error(message), { code }))).toEqual({ error: 'TLS_FAILED', cause });
});

test.each([
  ['read', 'ETIMEDOUT', 'TIMEOUT'],
  ['read', 'EHOSTUNREACH', 'CONNECTION_LOST'],
  ['write', 'ENETUNREACH', 'CONNECTION_LOST'],
  ['write', 'ENOBUFS', 'CONNECTION_LOST'],
  ['read', 'ECONNRESET', 'CONNECTION_LOST'],
  ['', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'TLS_FAILED'],
] as const)(
  'after the request was written, %s %s is %s, because something may have been sent',
  (syscall, code, error) => {
    expect(classifyLoss(systemError(syscall, code)).error).toBe(error);
  },
);
