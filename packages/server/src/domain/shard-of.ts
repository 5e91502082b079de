/** The number of shards into which endpoints are divided. The processes share the shards. */
export const shardCount = 64;

/** The shard of an endpoint, from the last hex digits of its id. */
export const shardOf = (webhookId: string): number => Number.parseInt(webhookId.slice(-4), 16) % shardCount;
