/**
 * The database cannot be reached, or cannot write at the moment; a later attempt may succeed. Nothing was stored,
 * unless the connection was lost after the commit and before its confirmation. A retry must therefore tolerate that
 * the work has been done already.
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
 * By SQLSTATE: connection exceptions, insufficient resources such as a full disk, system errors, a read-only server
 * after a failover, timeouts of statements and idle transactions, and the server's shutdown and start.
 */
const sqlStates = /^(08...|53...|58...|25006|25P0[34]|57014|57P0[1-5])$/;
const socketCodes =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/;
/** The driver gives these errors no code. */
const driverMessages =
  /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|timeout expired|Client (has encountered a connection error|was closed))/;

export function isPostgresUnavailable(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { code = '' } = error as Error & { code?: string };
  return sqlStates.test(code) || socketCodes.test(code) || driverMessages.test(error.message);
}

/** The database accepts no more connections. The open ones still work. */
export const isOutOfConnections = (error: Error & { code?: string }): boolean => error.code === '53300';
