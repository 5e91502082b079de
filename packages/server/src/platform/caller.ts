import type { Mode } from '@winkwire/contract/modes';

/** The tenant and mode for which work is done. */
export interface Caller {
  tenantId: string;
  mode: Mode;
}

/** A user in the widget, identified by a session token. */
export interface SessionCaller extends Caller {
  userId: string;
  /** `ws-...` */
  sessionId: string;
}
