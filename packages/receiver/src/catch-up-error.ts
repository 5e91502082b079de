export type CatchUpErrorCode = 'GAP' | 'DIFFERENT_HISTORY';

/**
 * Thrown if the server's history does not match ours. `GAP`: the server does not return the event that follows our
 * checkpoint. `DIFFERENT_HISTORY`: the server's sequence is lower than ours, or its hash of the same sequence differs.
 */
export class CatchUpError extends Error {
  readonly code: CatchUpErrorCode;

  constructor(code: CatchUpErrorCode, message: string) {
    super(message);
    this.name = 'CatchUpError';
    this.code = code;
  }
}

/** Makes the error for events that the server does not return. Their sequence numbers are `from` to `to`. */
export const gapOf = ({ from, to }: { from: number; to: number }): CatchUpError =>
  new CatchUpError(
    'GAP',
    `The server does not return the events from sequence ${from} to ${to}. They have probably expired. To continue with later events, read the checkpoint of the webhook, and pass the \`expired\` that it contains as \`from\`.`,
  );
