/** What one check has found. */
export interface Finding {
  /** What was checked, in one or two words. */
  check: string;
  state: 'ok' | 'warning' | 'failed' | 'skipped';
  /** What the check has found, in one sentence. */
  says: string;
  /** What to do. Null unless something is wrong. */
  action: string | null;
}

/** What a check returns. Its name is added by {@link examine}. */
export type Result = Omit<Finding, 'check'>;

export const ok = (says: string): Result => ({ state: 'ok', says, action: null });
export const skipped = (says: string): Result => ({ state: 'skipped', says, action: null });
export const warning = (says: string, action: string): Result => ({ state: 'warning', says, action });
export const failed = (says: string, action: string): Result => ({ state: 'failed', says, action });
