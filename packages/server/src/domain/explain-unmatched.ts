import { ownEventTypes } from '@winkwire/contract/event-types';
import { plural } from '@winkwire/contract/plural';
import { timestamp } from '@winkwire/contract/timestamp';
import { shorten } from '../platform/shorten.ts';
import { damage, isIntactFor, isPlainIntact } from './body-digests.ts';
import type { WebhookRow } from './endpoint.ts';
import { type FilterValue, findMismatch, type Mismatch } from './event-filter.ts';
import type { EventRow } from './events.ts';
import type { Finding } from './explanation-words.ts';
import { readSubscription, typeMatcher } from './subscription.ts';
import { readEventTypes, readFilter, whyUnreadable } from './webhook-columns.ts';
import { whyGone } from './why-gone.ts';

export function explainUnmatched(
  webhook: WebhookRow,
  event: EventRow,
  { now, retentionDays }: { now: number; retentionDays: number },
): Finding {
  const unreadable = whyUnreadable(() => readSubscription(webhook));
  if (unreadable !== undefined) return { state: 'HELD', sentence: unreadable };
  const types = readEventTypes(webhook);
  if (!typeMatcher(types)(event.type)) return { state: 'FILTERED', sentence: excluded(types, event.type) };
  const filter = readFilter(webhook);
  // The filter is compared with the body without the payload, so this body has to be intact too.
  const isIntact =
    (filter === null || isPlainIntact(event)) && isIntactFor(event, webhook.include_payload === 1);
  if (event.body !== null && !isIntact) return { state: 'HELD', sentence: damage };
  const mismatch =
    filter !== null && event.body !== null ? findMismatch(filter, JSON.parse(event.body).data) : undefined;
  if (mismatch) return { state: 'FILTERED', sentence: describeMismatch(mismatch) };
  const when =
    event.created_at < webhook.created_at
      ? `The event happened before the endpoint was registered at ${timestamp(webhook.created_at)}`
      : "The event did not match the endpoint's settings when it happened";
  if (event.body !== null) {
    return { state: 'NOT_REGISTERED', sentence: `${when}. A backfill can deliver it.` };
  }
  return whyGone(event, { now, retentionDays }) === 'EXPIRED'
    ? {
        state: 'EXPIRED',
        sentence: `${when}. The event expired after ${plural(retentionDays, 'day')}, so a backfill cannot deliver it.`,
      }
    : {
        state: 'ERASED',
        sentence: `${when}. The user of the event has since been erased, so a backfill cannot deliver it.`,
      };
}

function excluded(types: readonly string[], type: string): string {
  const hint = (ownEventTypes as readonly string[]).includes(type) ? ' unless it is listed by name' : '';
  return `The endpoint subscribes to ${types.join(', ') || 'nothing'}, which does not include ${type}${hint}.`;
}

function describeMismatch({ path, wanted, found }: Mismatch): string {
  const is = found === undefined ? 'this event has no such property' : `in this event it is ${brief(found)}`;
  return `The endpoint's filter requires ${path} to be ${describeWanted(wanted)}; ${is}.`;
}

const describeWanted = (wanted: FilterValue): string =>
  Array.isArray(wanted) ? `one of ${brief(wanted)}` : brief(wanted);

const brief = (value: unknown): string => shorten(JSON.stringify(value), 200);
