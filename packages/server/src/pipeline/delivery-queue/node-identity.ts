import { randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/*
 * A node's id says where its process runs, so that one that was killed is known to be dead by the next start on the
 * same machine, and its leases need not expire first: `host/pid-namespace/pid/random`.
 */

const ownIds = new Set<string>();
const place = `${hostname()}/${pidNamespace()}`;

export function newNodeId(): string {
  const id = `${place}/${process.pid}/${randomUUID().slice(0, 8)}`;
  ownIds.add(id);
  return id;
}

export const retireNodeId = (id: string): boolean => ownIds.delete(id);

/** True only when it is certain: the process ran where this one runs, and is no more. */
export function isKnownDead(id: string): boolean {
  const parts = id.split('/');
  const pid = Number(parts.at(-2));
  if (parts.slice(0, -2).join('/') !== place || ownIds.has(id)) return false;
  // Our own number and not one of our ids: a predecessor whose number we were given.
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Two containers may share a host name, and then count their processes apart. */
function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return 'host';
  }
}
