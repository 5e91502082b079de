import type { Mode } from '@winkwire/contract/modes';

/** On whose behalf work is done. Every query of a tenant's rows is narrowed by both fields. */
export interface Caller {
  tenantId: string;
  mode: Mode;
}

/** A user in the widget, known by its session token. */
export interface SessionCaller extends Caller {
  userId: string;
  /** `ws-...` */
  sessionId: string;
}
