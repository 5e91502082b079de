import type { CauseOf } from '@winkwire/contract/delivery-failures';
import type { Caused } from '../causes/classify-error.ts';

export interface Egress {
  /** The local address that requests leave from. */
  address?: string | undefined;
  /** An `http://`, `https://` or `socks5://` URL, with user and password if needed. */
  proxy?: string | undefined;
  failed?: ((error: Error) => void) | undefined;
}

/** Our own egress has failed, not the receiver. */
export class EgressFailed extends Error {
  readonly code = 'PROXY_FAILED';
}

/** The receiver has no address of our local address's IP version. */
export class NoCommonFamily extends Error implements Caused {
  readonly code = 'ENETUNREACH';
  readonly why = 'NO_COMMON_FAMILY';
}

/** The proxy works, and reports that it cannot reach the receiver. */
export class TargetUnreachable extends Error implements Caused {
  readonly code = 'ECONNREFUSED';
  readonly why: CauseOf<'CONNECT_FAILED'>;

  constructor(message: string, why: CauseOf<'CONNECT_FAILED'> = 'PROXY_CANNOT_REACH') {
    super(message);
    this.why = why;
  }
}
