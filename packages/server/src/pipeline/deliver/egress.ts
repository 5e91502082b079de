/** How requests leave this machine. */
export interface Egress {
  /** Local address that they leave from. */
  address?: string | undefined;
  /** `http://`, `https://` or `socks5://` proxy, with user and password where it asks for them. */
  proxy?: string | undefined;
}

/** Our own way out failed, not the receiver. */
export class EgressFailed extends Error {
  readonly code = 'PROXY_FAILED';
}

/** The proxy works, and says that it cannot reach the receiver. */
export class TargetUnreachable extends Error {
  readonly code = 'ECONNREFUSED';
}
