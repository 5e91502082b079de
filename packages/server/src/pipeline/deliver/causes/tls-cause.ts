import type { FailureCause } from '@winkwire/contract/delivery-failures';

/** OpenSSL defines most of these codes, and Node those with `ERR_TLS_CERT_`. `ERR_TLS_SETTINGS` is our own. */
const certificates: Record<string, FailureCause> = {
  // The receiver did not send the certificate of its issuer.
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'INCOMPLETE_CHAIN',
  // No trusted authority has signed the last certificate of the receiver's chain.
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'UNKNOWN_AUTHORITY',
  UNABLE_TO_GET_ISSUER_CERT: 'UNKNOWN_AUTHORITY',
  SELF_SIGNED_CERT_IN_CHAIN: 'UNKNOWN_AUTHORITY',
  CERT_UNTRUSTED: 'UNKNOWN_AUTHORITY',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'SELF_SIGNED',
  CERT_HAS_EXPIRED: 'CERTIFICATE_EXPIRED',
  CERT_NOT_YET_VALID: 'CERTIFICATE_NOT_YET_VALID',
  ERR_TLS_CERT_ALTNAME_INVALID: 'WRONG_NAME',
  ERR_TLS_CERT_ALTNAME_FORMAT: 'INVALID_CERTIFICATE',
  HOSTNAME_MISMATCH: 'WRONG_NAME',
  ERR_TLS_SETTINGS: 'OWN_SETTINGS_UNUSABLE',
};

/** Patterns for Node's codes of a failed handshake. The first pattern that matches decides. */
const handshakes: [RegExp, FailureCause][] = [
  [/_ALERT_NO_APPLICATION_PROTOCOL$/, 'HTTP2_ONLY'],
  [/_ALERT_CERTIFICATE_REQUIRED$/, 'CLIENT_CERTIFICATE_REQUIRED'],
  [
    /_ALERT_(BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_(REVOKED|EXPIRED|UNKNOWN)|UNKNOWN_CA|ACCESS_DENIED|DECRYPT_ERROR)$/,
    'CLIENT_CERTIFICATE_REFUSED',
  ],
  [/(^ERR_SSL_|_)(TLSV1_UNRECOGNIZED_NAME|ALERT_UNRECOGNIZED_NAME)$/, 'NAME_NOT_SERVED'],
  [/_(KEY|MD)_TOO_(SMALL|WEAK)$|_ALERT_INSUFFICIENT_SECURITY$|_WRONG_SIGNATURE_TYPE$/, 'WEAK_KEY'],
  [
    /_ALERT_(PROTOCOL_VERSION|HANDSHAKE_FAILURE)$|_(UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|WRONG_SSL_VERSION|UNKNOWN_CIPHER_RETURNED|WRONG_CIPHER_RETURNED|NO_SHARED_CIPHER|INAPPROPRIATE_FALLBACK)$/,
    'NO_COMMON_PROTOCOL',
  ],
  [
    /_(WRONG_VERSION_NUMBER|HTTP_REQUEST|HTTPS_PROXY_REQUEST|PACKET_LENGTH_TOO_LONG|RECORD_TOO_SMALL|UNKNOWN_PROTOCOL)$/,
    'NOT_TLS',
  ],
];

const isOfCertificate = /^(CERT_|ERROR_IN_CERT|UNABLE_TO_|INVALID_(CA|PURPOSE)$|PATH_LENGTH|UNSPECIFIED$)/;
const isOfTls = /^(ERR_SSL|ERR_TLS|ERR_OSSL|EPROTO$)/;

/** Null if the cause is unknown, undefined if the error has nothing to do with TLS. */
export function tlsCause(error: Error): FailureCause | null | undefined {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const known = certificates[code];
  if (known) return known;
  if (isOfCertificate.test(code)) {
    // Node has no code for a weak key, so OpenSSL's message is searched.
    return /too (weak|small|short)/.test(message) ? 'WEAK_KEY' : 'INVALID_CERTIFICATE';
  }
  if (!isOfTls.test(code)) return undefined;
  const name = code === 'EPROTO' ? nameIn(message) : code;
  return handshakes.find(([reason]) => reason.test(name))?.[1] ?? null;
}

/** Builds a code from OpenSSL's message. If a write is pending, Node itself gives only `EPROTO`. */
const nameIn = (message: string): string =>
  `ERR_SSL_${/SSL routines:[^:]*:([^:]+):/.exec(message)?.[1]?.toUpperCase().replaceAll(' ', '_') ?? ''}`;
