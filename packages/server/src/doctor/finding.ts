export interface Finding {
  /** What was checked, in one or two words. */
  check: string;
  state: 'ok' | 'warning' | 'failed' | 'skipped';
  /** What the check has found, in one to three sentences. */
  says: string;
  /** Null if the state is `ok` or `skipped`. */
  action: string | null;
}

export type Result = Omit<Finding, 'check'>;

export const ok = (says: string): Result => ({ state: 'ok', says, action: null });
export const skipped = (says: string): Result => ({ state: 'skipped', says, action: null });
export const warning = (says: string, action: string): Result => ({ state: 'warning', says, action });
export const failed = (says: string, action: string): Result => ({ state: 'failed', says, action });
