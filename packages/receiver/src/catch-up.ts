import { bodyDigest, type Checkpoint, chainHash, emptyCheckpoint } from './checkpoint.ts';
import type { EventSource, PulledEvent } from './event-source.ts';
import type { Receipt } from './receipt.ts';
import type { Receiver } from './receiver.ts';

/*
 * Fetches what was missed and proves that nothing is missing:
 *
 * 1. Pull what follows our checkpoint, in the order of the endpoint's sequence.
 * 2. Give each event to the receiver, which verifies it, drops what it handled before, and dispatches the rest.
 * 3. Extend our hash by each event; when we are at the server's sequence, its hash must be ours.
 *
 * Our hash is made from what we were given, so the server cannot leave out, swap or change an event of the past
 * without its hash differing from ours.
 */

export type CatchUpErrorCode = 'GAP' | 'DIFFERENT_HISTORY';

/** The server's account of the past is not ours. `GAP`: it no longer has what follows our checkpoint. */
export class CatchUpError extends Error {
  readonly code: CatchUpErrorCode;

  constructor(code: CatchUpErrorCode, message: string) {
    super(message);
    this.name = 'CatchUpError';
    this.code = code;
  }
}

export interface CatchUpOptions {
  source: EventSource;
  receiver: Pick<Receiver, 'receive'>;
  /** How far you are: what an earlier call gave. @default the beginning */
  from?: Checkpoint;
}

export interface CatchUpResult {
  /** Store it, and give it to the next call. */
  checkpoint: Checkpoint;
  /** True when everything up to `checkpoint` is here and our hash is the server's. */
  complete: boolean;
  /** How many events no delivery had brought before. */
  missed: number;
  /** How many events were erased at the server: they count, and their handlers hear nothing. */
  erased: number;
  /** Why it stopped early: the event after `checkpoint` could not be handled. */
  stoppedBy: Receipt | null;
}

/** Rejects with CatchUpError, or with what the source rejects with; nothing is lost by calling again. */
export async function catchUp({
  source,
  receiver,
  from = emptyCheckpoint,
}: CatchUpOptions): Promise<CatchUpResult> {
  const result: CatchUpResult = { checkpoint: from, complete: false, missed: 0, erased: 0, stoppedBy: null };
  let empty = 0;
  for (;;) {
    const { items, lastSequence } = await source.events(result.checkpoint.sequence);
    for (const item of items) {
      result.stoppedBy = await take(item, receiver, result);
      if (result.stoppedBy) return result;
    }
    // An event may be counted a moment after an empty page was read; twice in a row it is gone.
    empty = items.length === 0 && result.checkpoint.sequence < lastSequence ? empty + 1 : 0;
    if (empty === 2) throw gapAfter(result.checkpoint.sequence, lastSequence);
    if (result.checkpoint.sequence < lastSequence) continue;
    result.complete = await agree(source, result.checkpoint);
    if (result.complete) return result;
  }
}

const gapAfter = (sequence: number, next: number): CatchUpError =>
  new CatchUpError('GAP', `after ${sequence} comes ${next}: what is between has expired`);

/** One event into the result; the receipt when it could not be handled. */
async function take(
  item: PulledEvent,
  receiver: CatchUpOptions['receiver'],
  result: CatchUpResult,
): Promise<Receipt | null> {
  const { sequence, body, digest, headers } = item;
  const expected = result.checkpoint.sequence + 1;
  if (sequence !== expected) throw gapAfter(expected - 1, sequence);
  if (body === null) result.erased += 1;
  else {
    const receipt = await receiver.receive({ headers, body });
    if (receipt.status < 200 || receipt.status > 299) return receipt;
    if (!receipt.duplicate) result.missed += 1;
  }
  // The digest of what we hold ourselves, where we hold it.
  const ownDigest = body === null ? digest : bodyDigest(body);
  const hash = chainHash(result.checkpoint.hash, headers['webhook-id'] ?? '', ownDigest);
  result.checkpoint = { sequence, hash };
  return null;
}

/** Whether both are at the same place with the same hash; false when the server has gone on meanwhile. */
async function agree(source: EventSource, ours: Checkpoint): Promise<boolean> {
  const theirs = await source.checkpoint();
  if (theirs.sequence > ours.sequence) return false;
  if (theirs.sequence < ours.sequence || theirs.hash !== ours.hash) {
    throw new CatchUpError(
      'DIFFERENT_HISTORY',
      `ours is ${ours.hash} over ${ours.sequence} events, theirs ${theirs.hash} over ${theirs.sequence}`,
    );
  }
  return true;
}
