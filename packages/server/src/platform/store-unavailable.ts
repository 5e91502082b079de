/**
 * Thrown when the database cannot be reached, or cannot write at the moment. The caller may repeat the work, but the
 * work may already be stored, for example if the connection was lost between the commit and its confirmation.
 */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';

  constructor(cause: Error) {
    super(`The database is not available at the moment: ${cause.message}`, { cause });
  }
}

/** Result codes of SQLite by their low byte: BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN. */
const sqliteCodes: ReadonlySet<number> = new Set([5, 6, 7, 8, 10, 13, 14]);

export const isSqliteUnavailable = (errcode: number | undefined): boolean =>
  errcode !== undefined && sqliteCodes.has(errcode & 0xff);

/**
 * SQLSTATE codes for connection exceptions, insufficient resources such as a full disk, system errors, a server that
 * became read-only after a failover, timeouts, a server that shuts down or starts, and a database that was dropped.
 */
const sqlStates = /^(08...|53...|58...|25006|25P0[34]|57014|57P0[1-5])$/;
const socketCodes =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/;
/** Messages of driver errors that have no code. */
const driverMessages =
  /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|timeout expired|Client (has encountered a connection error|was closed))/;

export function isPostgresUnavailable(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { code = '' } = error as Error & { code?: string };
  return sqlStates.test(code) || socketCodes.test(code) || driverMessages.test(error.message);
}

/** Whether the database accepts no more connections. Connections that are already open still work. */
export const isOutOfConnections = (error: Error & { code?: string }): boolean => error.code === '53300';
