interface Sentences {
  /** What happened. */
  message: string;
  /** What to do. */
  action: string;
}

/** Why an attempt or a whole delivery got no usable response. Programs match on these codes. */
export const deliveryFailures = {
  DNS_FAILED: {
    message: 'The host name could not be resolved.',
    action: 'Check the name in the URL and its DNS records.',
  },
  CONNECT_FAILED: {
    message: 'The connection was refused or the host is unreachable.',
    action: 'Check that the receiver runs and listens on the port of the URL.',
  },
  CONNECT_TIMEOUT: {
    message: 'No connection was made in time.',
    action: 'Check that no firewall blocks connections from this server.',
  },
  TLS_FAILED: {
    message: 'The TLS handshake or the check of the certificate failed.',
    action: "Check the receiver's TLS settings, for example with openssl s_client.",
  },
  CONNECTION_LOST: {
    message: 'The connection was closed before a response arrived.',
    action: "Check the receiver's log for a crash, a restart, or a limit that was exceeded.",
  },
  TIMEOUT: {
    message: 'No response with complete headers arrived in time.',
    action: 'Respond first and do the work afterwards, or give the webhook a longer timeout.',
  },
  PROTOCOL_ERROR: {
    message: 'The response is not valid HTTP/1.1.',
    action: 'Correct the response of the receiver, or of the proxy in front of the receiver.',
  },
  REDIRECT_REFUSED: {
    message: 'The response is a redirect, and webhooks do not follow redirects.',
    action: 'Register the final address.',
  },
  ADDRESS_REFUSED: {
    message: 'The address is private, reserved, or not permitted by this server.',
    action: 'Use a public https:// address, or ask the operator to permit this address.',
  },
  HEADER_REFUSED: {
    message: 'A custom header of the webhook is not allowed.',
    action: 'Correct the custom headers of the webhook.',
  },
  PROXY_FAILED: {
    message:
      'This server could not send the request, because its proxy or its own network failed. The attempt was not counted.',
    action:
      'You do not need to change the receiver. The operator finds the reason in the log under `egress.failed`.',
  },
  BODY_DAMAGED: {
    message: 'The stored body has changed since the event was created, so it was not sent.',
    action:
      'You do not need to change the receiver. The operator finds the event in the log under `delivery.held`, restores it from a backup, and redelivers it.',
  },
  ERASED: {
    message: 'The user of the event was erased before the delivery.',
    action: 'You do not need to do anything. The event will not be sent.',
  },
  EXPIRED: {
    message: 'The event was deleted, because its retention period ended before the delivery.',
    action:
      'Fetch the current state through the API. Next time, repair the receiver within the retention period.',
  },
} as const satisfies Record<string, Sentences>;

export type DeliveryFailure = keyof typeof deliveryFailures;

const cause = <Code extends DeliveryFailure>(of: Code, message: string, action: string) => ({
  of,
  message,
  action,
});

/**
 * The causes of failures. A cause is more precise than a code, and belongs to one code. Later versions may add causes.
 */
export const failureCauses = {
  NAME_NOT_FOUND: cause(
    'DNS_FAILED',
    'The DNS says that the host name does not exist.',
    'Correct the name in the URL, or add its DNS record.',
  ),
  NO_ADDRESS: cause(
    'DNS_FAILED',
    'The host name exists, but has no IPv4 or IPv6 address.',
    'Add an A or AAAA record.',
  ),
  DNS_UNAVAILABLE: cause(
    'DNS_FAILED',
    'A DNS server failed or refused to respond.',
    "This is often temporary. If it continues, check the domain's name servers and DNSSEC.",
  ),
  DNS_SILENT: cause(
    'DNS_FAILED',
    'No DNS server responded in time.',
    "This is often temporary. If it continues, check the domain's name servers.",
  ),

  CONNECTION_REFUSED: cause(
    'CONNECT_FAILED',
    'The host refused the connection: nothing listens on this port, or a firewall rejects it.',
    'Start the receiver, and check the port of the URL.',
  ),
  HOST_UNREACHABLE: cause(
    'CONNECT_FAILED',
    'The host is unreachable.',
    'Check that the host is up and that its address in the DNS is current.',
  ),
  NETWORK_UNREACHABLE: cause(
    'CONNECT_FAILED',
    "There is no route to the host's network.",
    'If the name has IPv6 addresses only, add an IPv4 address.',
  ),
  NO_COMMON_FAMILY: cause(
    'CONNECT_FAILED',
    'This server sends webhooks over only one IP version, and the host has no address of that version.',
    'Give the host both an IPv4 and an IPv6 address.',
  ),
  CONNECTION_FORBIDDEN: cause(
    'CONNECT_FAILED',
    'The operating system of this server forbids the connection.',
    'Ask the operator of this server to check its firewall.',
  ),
  PROXY_CANNOT_REACH: cause(
    'CONNECT_FAILED',
    'The egress proxy says that it cannot reach the host.',
    'Check that the receiver runs and is reachable from outside.',
  ),

  SLOW_DNS: cause(
    'CONNECT_TIMEOUT',
    'The host name was not resolved in time.',
    "Check the domain's name servers.",
  ),
  HOST_SILENT: cause(
    'CONNECT_TIMEOUT',
    'The host did not respond to the connection.',
    'Check that no firewall drops connections from this server, and that the address in the DNS is current.',
  ),
  SLOW_HANDSHAKE: cause(
    'CONNECT_TIMEOUT',
    'The host accepted the connection, but did not complete the TLS handshake.',
    'Check that the port speaks TLS and that the receiver is not overloaded.',
  ),

  INCOMPLETE_CHAIN: cause(
    'TLS_FAILED',
    'The receiver sends its certificate without the intermediate certificates that lead to a trusted authority.',
    "Serve the full chain. The file with the chain is often called fullchain.pem. For a private authority, also set the webhook's tls.ca.",
  ),
  UNKNOWN_AUTHORITY: cause(
    'TLS_FAILED',
    "The receiver's certificate chain ends at an authority that this server does not trust.",
    "Use a certificate of a public authority, or set the webhook's tls.ca to the certificate of the authority at which the chain ends.",
  ),
  SELF_SIGNED: cause(
    'TLS_FAILED',
    'The certificate is self-signed.',
    "Use a certificate of a public authority, or set the webhook's tls.ca to the self-signed certificate.",
  ),
  CERTIFICATE_EXPIRED: cause(
    'TLS_FAILED',
    'The certificate, or another one in its chain, has expired.',
    'Renew the certificate that has expired. Then reload the receiver, so that it serves the new one.',
  ),
  CERTIFICATE_NOT_YET_VALID: cause(
    'TLS_FAILED',
    'The certificate, or another one in its chain, is not valid yet.',
    'Wait until the certificate is valid, or serve another one. Check the clock of the issuer.',
  ),
  WRONG_NAME: cause(
    'TLS_FAILED',
    'The certificate is for other names than the host of the URL.',
    'Serve a certificate whose subjectAltName has this host, or correct the URL.',
  ),
  NAME_NOT_SERVED: cause(
    'TLS_FAILED',
    'The receiver has no certificate for the host of the URL.',
    'Set the receiver up for this host name, or correct the URL.',
  ),
  INVALID_CERTIFICATE: cause(
    'TLS_FAILED',
    'The certificate, or another one in its chain, breaks a rule. For example, its signature, purpose or path length is wrong.',
    'Have the certificate issued again, for use by a TLS server.',
  ),
  WEAK_KEY: cause(
    'TLS_FAILED',
    'A key or a signature of the receiver is too weak.',
    'Use an ECDSA key, or an RSA key of at least 2048 bits. Sign with SHA-256.',
  ),
  NO_COMMON_PROTOCOL: cause(
    'TLS_FAILED',
    'The receiver and this server have no TLS version or cipher in common.',
    'Enable TLS 1.2 or 1.3 with current ciphers. Some receivers also report this error when they require a client certificate.',
  ),
  HTTP2_ONLY: cause(
    'TLS_FAILED',
    'The receiver does not accept HTTP/1.1 in the handshake (ALPN).',
    'Enable HTTP/1.1 beside HTTP/2.',
  ),
  CLIENT_CERTIFICATE_REQUIRED: cause(
    'TLS_FAILED',
    'The receiver requires a client certificate, and the webhook has none.',
    "Set the webhook's tls.certificate and tls.key.",
  ),
  CLIENT_CERTIFICATE_REFUSED: cause(
    'TLS_FAILED',
    'The receiver refused the client certificate of the webhook.',
    'Check that the certificate has not expired, and that the receiver trusts the authority that issued it.',
  ),
  NOT_TLS: cause(
    'TLS_FAILED',
    'The port does not speak TLS; it may speak plain HTTP.',
    'Enable TLS on this port, or correct the port of the URL.',
  ),
  OWN_SETTINGS_UNUSABLE: cause(
    'TLS_FAILED',
    "The webhook's tls.certificate, tls.key or tls.ca cannot be used.",
    'Set these settings again, as PEM. The key must belong to the certificate.',
  ),

  CLOSED_IN_HANDSHAKE: cause(
    'CONNECTION_LOST',
    'The receiver closed the connection during the TLS handshake.',
    "Check the receiver's TLS settings and log. A load balancer without a healthy target may also cause this.",
  ),
  CONNECTION_RESET: cause(
    'CONNECTION_LOST',
    'The connection was reset before a response arrived.',
    "Check the receiver's log for a crash, a restart, or a limit that was exceeded.",
  ),
  CLOSED_WITHOUT_ANSWER: cause(
    'CONNECTION_LOST',
    'The receiver closed the connection without a response.',
    "Look for an error in the receiver's log. A receiver that requires a client certificate may also cause this.",
  ),
  CLOSED_IN_ANSWER: cause(
    'CONNECTION_LOST',
    'The receiver closed the connection in the middle of the status line or headers.',
    "Look for a crash or a timeout in the receiver's log.",
  ),

  NOTHING_CAME: cause(
    'TIMEOUT',
    'The request was sent, and no byte of a response arrived in time.',
    'Respond first and do the work afterwards, or give the webhook a longer timeout.',
  ),
  HEADERS_UNFINISHED: cause(
    'TIMEOUT',
    'The response began, but its headers did not end in time.',
    'End the headers with an empty line.',
  ),

  NOT_HTTP: cause(
    'PROTOCOL_ERROR',
    'The response does not begin with HTTP/1.0 or HTTP/1.1.',
    'Check that the port of the URL is that of an HTTP server.',
  ),
  HTTP2_ANSWER: cause(
    'PROTOCOL_ERROR',
    'The receiver responds in HTTP/2, which was not negotiated.',
    'Enable HTTP/1.1 on this port.',
  ),
  TLS_REQUIRED: cause(
    'PROTOCOL_ERROR',
    'The port speaks TLS, but the URL begins with http://.',
    'Change the URL to https://.',
  ),
  LINE_BEFORE_STATUS: cause(
    'PROTOCOL_ERROR',
    'There is an empty line before the status line.',
    'Write nothing before the status line. The empty line may be the end of the previous response.',
  ),
  BAD_STATUS_LINE: cause(
    'PROTOCOL_ERROR',
    'The status line is not of the form "HTTP/1.1 200 OK".',
    'Write the status as a number from 100 to 999, after one space.',
  ),
  BARE_LINE_FEED: cause(
    'PROTOCOL_ERROR',
    'The status line or a header ends with LF alone.',
    'End each line with CR LF.',
  ),
  FOLDED_HEADER: cause(
    'PROTOCOL_ERROR',
    'A header is continued on the next line.',
    'Write each header on one line.',
  ),
  BLANK_BEFORE_COLON: cause(
    'PROTOCOL_ERROR',
    'There is a blank between the name of a header and the colon.',
    'Remove the blank.',
  ),
  BAD_HEADER_NAME: cause(
    'PROTOCOL_ERROR',
    'A header line has no colon, or its name is not allowed.',
    'Use letters, digits and hyphens in header names.',
  ),
  CONTROL_CHARACTER: cause(
    'PROTOCOL_ERROR',
    'The status line or a header has a control character, such as NUL or a carriage return alone.',
    'Remove it.',
  ),
  SEVERAL_LENGTHS: cause(
    'PROTOCOL_ERROR',
    'There is more than one Content-Length. Such a response is refused even if all values are equal.',
    'Send exactly one Content-Length. Often, the application and the proxy in front of it both add one.',
  ),
  BAD_LENGTH: cause(
    'PROTOCOL_ERROR',
    'Content-Length is not a whole number of at most 15 digits.',
    'Correct Content-Length, or leave it out and close the connection after the body.',
  ),
  HEAD_TOO_LARGE: cause(
    'PROTOCOL_ERROR',
    'The status line and the headers take more than 16 KB.',
    'Respond with fewer or shorter headers.',
  ),
  TOO_MANY_INTERIM: cause(
    'PROTOCOL_ERROR',
    'More than eight interim responses (1xx) arrived, or more than 64 KB of them.',
    'Send the final response.',
  ),
  UNASKED_UPGRADE: cause(
    'PROTOCOL_ERROR',
    'The receiver responded with status 101, although no change of protocol was requested.',
    'Respond with a status of 200 to 299.',
  ),

  PRIVATE_ADDRESS: cause(
    'ADDRESS_REFUSED',
    'The host is, or resolves to, a private or reserved address.',
    'Use a public address, or ask the operator to permit this address.',
  ),
  PORT_NOT_PERMITTED: cause(
    'ADDRESS_REFUSED',
    'The operator does not permit the port of the URL.',
    'Use port 443, or ask the operator to permit this port.',
  ),
  HTTPS_REQUIRED: cause('ADDRESS_REFUSED', 'The URL does not begin with https://.', 'Use https://.'),
  INVALID_URL: cause(
    'ADDRESS_REFUSED',
    'The URL is not valid, or contains a user or a password.',
    'Correct the URL. Put credentials in a custom header of the webhook.',
  ),

  INVALID_HEADER_NAME: cause(
    'HEADER_REFUSED',
    'The name of a custom header of the webhook is not valid in HTTP.',
    'Use letters, digits and hyphens.',
  ),
  INVALID_HEADER_VALUE: cause(
    'HEADER_REFUSED',
    'The value of a custom header of the webhook has characters that are not allowed.',
    'Use visible ASCII characters and spaces.',
  ),
  RESERVED_HEADER: cause(
    'HEADER_REFUSED',
    'The name of a custom header of the webhook is reserved for HTTP or for this server.',
    'Remove this header from the webhook.',
  ),
} as const;

export type FailureCause = keyof typeof failureCauses;

export type CauseOf<Code extends DeliveryFailure> = {
  [Cause in FailureCause]: (typeof failureCauses)[Cause]['of'] extends Code ? Cause : never;
}[FailureCause];

/** Explains the cause, or the code if the cause is null or unknown. Undefined if both are unknown. */
export function failureSentences(code: string, because: string | null): Sentences | undefined {
  return (
    (because === null ? undefined : sentencesIn(failureCauses, because)) ??
    sentencesIn(deliveryFailures, code)
  );
}

const sentencesIn = (table: Record<string, Sentences>, name: string): Sentences | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** Explains what happened and what to do. Undefined if both the code and the cause are unknown. */
export function describeFailure(code: string, because: string | null): string | undefined {
  const found = failureSentences(code, because);
  return found && `${found.message} ${found.action}`;
}
