import { randomUUID } from 'node:crypto';

/** Names this process in leases. */
export const processOwner = randomUUID();

/** How long a run stays with a process that says nothing, in ms: so long a crash delays it. */
export const leaseTime = 10_000;
export const heartbeat = 3_000;
