/**
 * The database cannot be reached or cannot write. The caller may repeat its work, but the work may already be stored,
 * because the confirmation of a commit can get lost.
 */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';

  constructor(cause: Error) {
    super(`The database is not available at the moment: ${cause.message}`, { cause });
  }
}

/** The low bytes of BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL and CANTOPEN. */
const sqliteCodes: ReadonlySet<number> = new Set([5, 6, 7, 8, 10, 13, 14]);

export const isSqliteUnavailable = (errcode: number | undefined): boolean =>
  errcode !== undefined && sqliteCodes.has(errcode & 0xff);

/**
 * SQLSTATE codes for lost connections, full disks, system errors, failovers, timeouts, shutdowns and a dropped
 * database.
 */
const sqlStates = /^(08...|53...|58...|25006|25P0[34]|57014|57P0[1-5])$/;
const socketCodes =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/;
/** The messages of driver errors that have no code. */
const driverMessages =
  /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|timeout expired|Client (has encountered a connection error|was closed))/;

export function isPostgresUnavailable(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { code = '' } = error as Error & { code?: string };
  return sqlStates.test(code) || socketCodes.test(code) || driverMessages.test(error.message);
}

/** True if the database accepts no more connections. Connections that are already open still work. */
export const isOutOfConnections = (error: Error & { code?: string }): boolean => error.code === '53300';
