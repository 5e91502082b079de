/** How long a run stays with a process that says nothing, in ms: so long a crash delays it. */
export const leaseTime = 10_000;
export const heartbeat = 3_000;
