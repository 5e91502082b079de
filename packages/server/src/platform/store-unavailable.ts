/**
 * The database cannot be reached or cannot write now, and the same may work in a while. Nothing was stored, unless the
 * connection was lost between a commit and word of it: what is tried again must bear that it was done already.
 */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';

  constructor(cause: Error) {
    super(`The database cannot do its work now: ${cause.message}`, { cause });
  }
}

/** BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN: the low byte of SQLite's result codes. */
const sqliteCodes: ReadonlySet<number> = new Set([5, 6, 7, 8, 10, 13, 14]);

export const isSqliteUnavailable = (errcode: number | undefined): boolean =>
  errcode !== undefined && sqliteCodes.has(errcode & 0xff);

/**
 * Connection exceptions, insufficient resources (a full disk is one), system errors, read-only after a failover, a
 * statement or a transaction that took too long or was silent, and the shutdown and start of the server, by SQLSTATE.
 */
const sqlStates = /^(08...|53...|58...|25006|25P0[34]|57014|57P0[1-5])$/;
const socketCodes =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/;
/** The driver gives these no code. */
const driverMessages =
  /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|timeout expired|Client (has encountered a connection error|was closed))/;

export function isPostgresUnavailable(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { code = '' } = error as Error & { code?: string };
  return sqlStates.test(code) || socketCodes.test(code) || driverMessages.test(error.message);
}

/** The database has no room for another connection; those that are open work as before. */
export const isOutOfConnections = (error: Error & { code?: string }): boolean => error.code === '53300';
