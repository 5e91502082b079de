import type { Webhook } from '@winkwire/contract/resources/webhook';
import type { Page } from '@winkwire/contract/schema/envelope';

/** Null when it was deleted, undefined when that is not known. */
export type EndpointName = string | null | undefined;

export type WebhookList = Page<Pick<Webhook, 'id' | 'name'>>;

/** The list that an id was first missed in. */
export type Missed = ReadonlyMap<string, WebhookList>;

/** An attempt may be younger than the list: only a later list that lacks the id too says that it was deleted. */
export function endpointName(id: string, list: WebhookList | undefined, missed: Missed): EndpointName {
  const name = list?.items.find((webhook) => webhook.id === id)?.name;
  if (name !== undefined) return name;
  const isAskedAgain = missed.has(id) && missed.get(id) !== list;
  return isAskedAgain && list?.nextCursor === null ? null : undefined;
}

/** What was missed before, and what of `ids` is missed now; the same map when that is nothing new. */
export function missIn(list: WebhookList | undefined, ids: readonly string[], missed: Missed): Missed {
  if (!list) return missed;
  const known = new Set(list.items.map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id) && !missed.has(id));
  return unknown.length > 0 ? new Map([...missed, ...unknown.map((id) => [id, list] as const)]) : missed;
}
