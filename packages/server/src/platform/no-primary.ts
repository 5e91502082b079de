interface Report {
  name: string;
  state: 'writable' | 'read-only' | 'unreachable';
  error?: Error & { code?: string };
}

/** SQLSTATE codes of the operator's mistakes, such as a wrong password. Usually every node reports them. */
const mistakes = /^(28|3D)/;

/** No node accepts writes. The message gives the state of each. */
export class NoPrimary extends Error {
  override name = 'NoPrimary';
  readonly code = '25006';

  /** Returns the mistake in the settings if a node has reported one, and otherwise NoPrimary. */
  static because(reports: readonly Report[]): Error {
    const mistake = reports.find(({ error }) => mistakes.test(error?.code ?? ''))?.error;
    return mistake ?? new NoPrimary(reports);
  }

  constructor(reports: readonly Report[]) {
    const states = reports.map(({ name, state, error }) =>
      state === 'read-only'
        ? `${name} is read-only`
        : `${name} is not available (${error?.code ?? error?.message})`,
    );
    super(
      `the database accepts no writes: ${states.join(', ')}. Name the primary in WINKWIRE_DATABASE_URL (--database-url), or all nodes, with commas between them.`,
    );
  }
}
