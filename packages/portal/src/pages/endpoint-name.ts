import type { Webhook } from '@winkwire/contract/resources/webhook';
import type { Page } from '@winkwire/contract/schema/envelope';

/** Null if the endpoint was deleted. Undefined until it is known. */
export type EndpointName = string | null | undefined;

export type WebhookList = Page<Pick<Webhook, 'id' | 'name'>>;

/** The ids of endpoints that were missing in a list. The value is the first such list. */
export type Missing = ReadonlyMap<string, WebhookList>;

/**
 * An attempt may be newer than the list, so an endpoint counts as deleted only if a later, complete list lacks it too.
 */
export function endpointName(id: string, list: WebhookList | undefined, missing: Missing): EndpointName {
  const name = list?.items.find((webhook) => webhook.id === id)?.name;
  if (name !== undefined) return name;
  const isReloaded = missing.has(id) && missing.get(id) !== list;
  return isReloaded && list?.nextCursor === null ? null : undefined;
}

/** Adds all `ids` that the list lacks. Returns `missing` itself if there is nothing to add. */
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
