/** What processes divide among themselves: endpoints are spread over so many shards. */
export const shardCount = 64;

/** The shard of an endpoint, from the last hex digits of its id. */
export const shardOf = (webhookId: string): number => Number.parseInt(webhookId.slice(-4), 16) % shardCount;
