import type { CauseOf } from '@winkwire/contract/delivery-failures';
import type { Caused } from '../causes/classify-error.ts';

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
export class NoCommonFamily extends Error implements Caused {
  readonly code = 'ENETUNREACH';
  readonly why = 'NO_COMMON_FAMILY';
}

/** The proxy works, and says that it cannot reach the receiver. */
export class TargetUnreachable extends Error implements Caused {
  readonly code = 'ECONNREFUSED';
  readonly why: CauseOf<'CONNECT_FAILED'>;

  constructor(message: string, why: CauseOf<'CONNECT_FAILED'> = 'PROXY_CANNOT_REACH') {
    super(message);
    this.why = why;
  }
}
