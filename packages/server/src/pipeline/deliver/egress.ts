/** How requests leave this machine. */
export interface Egress {
  /** Local address that they leave from. */
  address?: string | undefined;
  /** `http://`, `https://` or `socks5://` proxy, with user and password where it asks for them. */
  proxy?: string | undefined;
  /** Told why, each time that the way out itself fails. */
  failed?: ((error: Error) => void) | undefined;
}

/** Our own way out failed, not the receiver. */
export class EgressFailed extends Error {
  readonly code = 'PROXY_FAILED';
}

/** No address of the receiver's is of the family of our own. */
export class NoCommonFamily extends Error {
  readonly code = 'ENETUNREACH';
}

/** The proxy works, and says that it cannot reach the receiver. */
export class TargetUnreachable extends Error {
  readonly code = 'ECONNREFUSED';
}
