/** Endpoints are spread over this many shards, which processes divide among themselves. */
export const shardCount = 64;

/** The shard of an endpoint, from the last hex digits of its id. */
export const shardOf = (webhookId: string): number => Number.parseInt(webhookId.slice(-4), 16) % shardCount;
