import { CatchUpError, gapOf } from './catch-up-error.ts';
import { bodyDigest, type Checkpoint, chainHash, emptyCheckpoint } from './checkpoint.ts';
import type { EventSource, PulledEvent } from './event-source.ts';
import type { Receipt } from './receipt.ts';
import type { Receiver } from './receiver.ts';

/*
 * Fetches the events that were missed, and proves that none is missing:
 *
 * 1. Pull the events after our checkpoint, in order.
 * 2. Pass each event with a body to the receiver, which skips those that were handled before.
 * 3. Extend our hash by each event. At the server's sequence, our hash must equal the server's.
 *
 * The hashes differ if the server has left out, swapped or changed a past event.
 */

export interface CatchUpOptions {
  source: EventSource;
  receiver: Pick<Receiver, 'receive'>;
  /** The `checkpoint` of an earlier result. @default the beginning of the history */
  from?: Checkpoint;
  /**
   * Called after each page. Store the checkpoint, and pass it to the next call as `from`, so that a failed catch-up
   * continues there. If `onProgress` throws, `catchUp` rejects.
   */
  onProgress?: (checkpoint: Checkpoint) => unknown;
}

export interface CatchUpResult {
  /** The checkpoint that has been reached. Pass it to the next call as `from`. */
  checkpoint: Checkpoint;
  /**
   * True if every event up to `checkpoint` has been handled or erased, and our hash equals the server's. With
   * `whenSlow: 'accept'`, handlers may still be running.
   */
  complete: boolean;
  /** How many events this call has handled. Events that were handled before do not count. */
  missed: number;
  /** How many events have no body any more, for example because the user was erased. No handler runs for them. */
  erased: number;
  /** The receipt of the event that could not be handled and stopped the call. Null if there was none. */
  stoppedBy: Receipt | null;
}

/**
 * Catches up with the server. Rejects with CatchUpError, or with an error of the source. The call can be repeated: no
 * event is lost.
 */
export async function catchUp({
  source,
  receiver,
  from = emptyCheckpoint,
  onProgress = () => {},
}: CatchUpOptions): Promise<CatchUpResult> {
  const result: CatchUpResult = { checkpoint: from, complete: false, missed: 0, erased: 0, stoppedBy: null };
  let emptyPages = 0;
  for (;;) {
    const { items, lastSequence } = await source.events(result.checkpoint.sequence);
    for (const item of items) {
      result.stoppedBy = await applyEvent(item, receiver, result);
      if (result.stoppedBy) return result;
    }
    if (items.length > 0) await onProgress(result.checkpoint);
    // One empty page proves no gap, because an event may be added after the server has read the page, and before it
    // reads `lastSequence`. A second empty page proves the gap.
    emptyPages = items.length === 0 && result.checkpoint.sequence < lastSequence ? emptyPages + 1 : 0;
    if (emptyPages === 2) throw gapOf({ from: result.checkpoint.sequence + 1, to: lastSequence });
    if (result.checkpoint.sequence < lastSequence) continue;
    result.complete = await matchesServer(source, result.checkpoint);
    if (result.complete) return result;
  }
}

/** Passes an event to the receiver. Returns the receipt if it could not be handled. */
async function applyEvent(
  item: PulledEvent,
  receiver: CatchUpOptions['receiver'],
  result: CatchUpResult,
): Promise<Receipt | null> {
  const { sequence, body, digest, headers } = item;
  const expected = result.checkpoint.sequence + 1;
  if (sequence !== expected) throw gapOf({ from: expected, to: sequence - 1 });
  if (body === null) result.erased += 1;
  else {
    const receipt = await receiver.receive({ headers, body });
    if (receipt.status < 200 || receipt.status > 299) return receipt;
    if (!receipt.duplicate) result.missed += 1;
  }
  // We never trust the server's digest if we have the body.
  const ownDigest = body === null ? digest : bodyDigest(body);
  const hash = chainHash(result.checkpoint.hash, headers['webhook-id'] ?? '', ownDigest);
  result.checkpoint = { sequence, hash };
  return null;
}

/**
 * Whether our checkpoint equals the server's. False if events have been added since the last page. Throws CatchUpError
 * if the server's sequence is lower or its hash differs.
 */
async function matchesServer(source: EventSource, ours: Checkpoint): Promise<boolean> {
  const theirs = await source.checkpoint();
  if (theirs.sequence > ours.sequence) return false;
  if (theirs.sequence < ours.sequence) {
    throw new CatchUpError(
      'DIFFERENT_HISTORY',
      `The server's sequence ends at ${theirs.sequence}, but ours is already at ${ours.sequence}. The server has probably been restored from an older backup.`,
    );
  }
  if (theirs.hash !== ours.hash) {
    throw new CatchUpError(
      'DIFFERENT_HISTORY',
      `At sequence ${ours.sequence}, our hash is ${ours.hash}, but the server's hash is ${theirs.hash}.`,
    );
  }
  return true;
}
