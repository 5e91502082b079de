import type { Webhook } from '@winkwire/contract/resources/webhook';
import type { Page } from '@winkwire/contract/schema/envelope';

/** Null when the endpoint was deleted, undefined when that is not known yet. */
export type EndpointName = string | null | undefined;

export type WebhookList = Page<Pick<Webhook, 'id' | 'name'>>;

/** For each missing id, the list that it was first missing from. */
export type Missing = ReadonlyMap<string, WebhookList>;

/** An attempt may be newer than the list: only an id that is missing from a later list too was deleted. */
export function endpointName(id: string, list: WebhookList | undefined, missing: Missing): EndpointName {
  const name = list?.items.find((webhook) => webhook.id === id)?.name;
  if (name !== undefined) return name;
  const isReloaded = missing.has(id) && missing.get(id) !== list;
  return isReloaded && list?.nextCursor === null ? null : undefined;
}

/** The ids known to be missing and those that are missing now. Returns the same map when there are no new ones. */
export function findMissing(
  list: WebhookList | undefined,
  ids: readonly string[],
  missing: Missing,
): Missing {
  if (!list) return missing;
  const known = new Set(list.items.map(({ id }) => id));
  const added = ids.filter((id) => !known.has(id) && !missing.has(id));
  return added.length > 0 ? new Map([...missing, ...added.map((id) => [id, list] as const)]) : missing;
}
