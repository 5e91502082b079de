import type { Webhook } from '@winkwire/contract/resources/webhook';
import type { Page } from '@winkwire/contract/schema/envelope';

/** The name of an endpoint. Null if the endpoint was deleted, and undefined if that is not known yet. */
export type EndpointName = string | null | undefined;

export type WebhookList = Page<Pick<Webhook, 'id' | 'name'>>;

/** The ids that a list of endpoints did not contain, each with the list from which it was first missing. */
export type Missing = ReadonlyMap<string, WebhookList>;

/**
 * Finds the name of an endpoint in the list. An attempt may be newer than the list. So an endpoint counts as deleted
 * only if its id is missing from a later, complete list too.
 */
export function endpointName(id: string, list: WebhookList | undefined, missing: Missing): EndpointName {
  const name = list?.items.find((webhook) => webhook.id === id)?.name;
  if (name !== undefined) return name;
  const isReloaded = missing.has(id) && missing.get(id) !== list;
  return isReloaded && list?.nextCursor === null ? null : undefined;
}

/** Adds the ids that are missing from the list now. Returns the same map if there are no new ones. */
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
