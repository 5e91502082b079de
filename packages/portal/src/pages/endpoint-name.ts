import type { Webhook } from '@winkwire/contract/resources/webhook';
import type { Page } from '@winkwire/contract/schema/envelope';

/**
 * The name of an endpoint. Null if the endpoint was deleted. Undefined until it is known whether the endpoint exists.
 */
export type EndpointName = string | null | undefined;

export type WebhookList = Page<Pick<Webhook, 'id' | 'name'>>;

/**
 * The keys are the ids of endpoints that were missing in the list of endpoints. The value is the first list in which
 * the id was missing.
 */
export type Missing = ReadonlyMap<string, WebhookList>;

/**
 * Finds the name of an endpoint in the list. An attempt may be newer than the list, so its endpoint may be missing in
 * the list. An endpoint counts as deleted only if its id is also missing in a later, complete list.
 */
export function endpointName(id: string, list: WebhookList | undefined, missing: Missing): EndpointName {
  const name = list?.items.find((webhook) => webhook.id === id)?.name;
  if (name !== undefined) return name;
  const isReloaded = missing.has(id) && missing.get(id) !== list;
  return isReloaded && list?.nextCursor === null ? null : undefined;
}

/**
 * Returns `missing`, extended by all `ids` that the list does not contain. Returns `missing` itself if there is nothing
 * to add.
 */
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
