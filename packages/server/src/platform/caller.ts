import type { Mode } from '@winkwire/contract/modes';

export interface Caller {
  tenantId: string;
  mode: Mode;
}

/** A user in the widget, with a session token. */
export interface SessionCaller extends Caller {
  userId: string;
  /** `ws-...` */
  sessionId: string;
}
