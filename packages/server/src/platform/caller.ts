import type { Mode } from '@winkwire/contract/modes';

/** The tenant and mode that work is done for. Every query of a tenant's rows is limited by both. */
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
