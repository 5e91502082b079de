import type { ReplayPreview } from '@winkwire/contract/resources/reconciliation';
import { countReplay } from '../domain/count-replay.ts';
import { findReplayRange, type ReplayRequest } from '../domain/replay-range.ts';
import { findWebhook } from '../domain/webhooks.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

/** Counts what `startReplay` would send. After `budgetMs`, the rest is estimated. */
export async function previewReplay(
  { now, store }: Pick<Services, 'now' | 'store'>,
  caller: Caller,
  { id, budgetMs, ...request }: { id: string; budgetMs?: number } & ReplayRequest,
): Promise<ReplayPreview> {
  const webhook = await findWebhook(store, caller, id);
  const at = now();
  const range = await findReplayRange(store, { ...caller, now: at }, { webhookId: id, request });
  return countReplay(store, caller, { ...range, kind: request.kind, webhook, now: at, budgetMs });
}
