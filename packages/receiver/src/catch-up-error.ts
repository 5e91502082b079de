export type CatchUpErrorCode = 'GAP' | 'DIFFERENT_HISTORY';

/**
 * The server's history does not match ours. `GAP`: the event after our checkpoint is missing. `DIFFERENT_HISTORY`: the
 * server's sequence is lower, or its hash differs.
 */
export class CatchUpError extends Error {
  readonly code: CatchUpErrorCode;

  constructor(code: CatchUpErrorCode, message: string) {
    super(message);
    this.name = 'CatchUpError';
    this.code = code;
  }
}

/** The error for events that the server does not return. `from` and `to` are the first and the last sequence. */
export const gapOf = ({ from, to }: { from: number; to: number }): CatchUpError =>
  new CatchUpError(
    'GAP',
    `The server does not return the events from sequence ${from} to ${to}. They have probably expired. To continue with later events, read the checkpoint of the webhook, and pass the \`expired\` that it contains as \`from\`.`,
  );
