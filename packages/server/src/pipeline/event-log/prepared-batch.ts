// biome-ignore-all lint/style/noNonNullAssertion: a batch is not empty
import { isDeadlock } from '../../store/again-after-deadlock.ts';
import { fanOut, filterSizeOf, type Share, unreadableOf } from '../fan-out/fan-out.ts';
import { HandoffPacker, type PackedHandoff } from '../model/handoff.ts';
import type { Publication } from '../model/publication.ts';
import { charactersOf } from '../model/rendered-event.ts';
import type { Known } from './known-counters.ts';
import { logKey } from './log-key.ts';
import { type DigestedEvent, type NumberedShare, withDigests } from './number-shares.ts';

/**
 * The largest batch that one statement stores. A larger batch is stored with several statements, which needs less
 * memory.
 */
const limits = { characters: 4 * 1024 * 1024, deliveries: 10_000 };

/** Publications of one tenant and mode that one statement can append. */
export interface PreparedBatch {
  tenantId: string;
  mode: string;
  /** The version of the subscriptions from which `shares` were computed. */
  version: number;
  filterSize: number;
  unreadable: readonly string[];
  events: readonly DigestedEvent[];
  keyed: readonly Publication[];
  shares: readonly Share[];
}

/** Returns undefined if one statement does not suffice. */
export function prepareBatch(publications: readonly Publication[], known: Known): PreparedBatch | undefined {
  const events = publications.map(({ event }) => event);
  const { tenantId, mode } = events[0]!;
  const cached = known.subscriptions.newest(logKey(events[0]!));
  const keyed = publications.filter(({ idempotency }) => idempotency);
  if (!cached || sum(events.map(charactersOf)) > limits.characters || repeatsKey(keyed)) return undefined;
  const { version, subscriptions } = cached;
  const shares = fanOut(events, subscriptions);
  if (sum(shares.map((share) => share.events.length)) > limits.deliveries) return undefined;
  return {
    tenantId,
    mode,
    version,
    filterSize: filterSizeOf(subscriptions),
    unreadable: unreadableOf(subscriptions),
    events: events.map(withDigests),
    keyed,
    shares,
  };
}

const repeatsKey = (keyed: readonly Publication[]): boolean =>
  new Set(keyed.map(({ idempotency }) => idempotency!.key)).size < keyed.length;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export function handoffOf(batch: PreparedBatch, shares: readonly NumberedShare[]): PackedHandoff {
  const { tenantId, mode, filterSize, unreadable, events } = batch;
  const packer = new HandoffPacker();
  packer.addFilterSize(tenantId, mode, filterSize);
  packer.addUnreadable(tenantId, unreadable);
  const indexes = [...events.keys()];
  for (const share of shares) packer.add(share, indexes);
  return packer.pack();
}

const divisionByZero = '22012';

/** Whether nothing was stored: the statement divided by zero on purpose, or PostgreSQL ended a deadlock. */
export const isRefused = (error: unknown): boolean =>
  isDeadlock(error) || (error as { code?: unknown }).code === divisionByZero;
