/** Processes share the shards. */
export const shardCount = 64;

/** From the last hex digits of the endpoint's id. */
export const shardOf = (webhookId: string): number => Number.parseInt(webhookId.slice(-4), 16) % shardCount;
