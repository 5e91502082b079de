import { randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/*
 * The id of a process says where it runs: `host/pid-namespace/pid/random`. The next start on the same machine
 * therefore detects that a process was killed, and does not wait for its leases to expire.
 */

/** Tests run several servers in one process, each with an id of its own. */
const ownIds = new Set<string>();
const place = `${hostname()}/${pidNamespace()}`;

export function newProcessId(): string {
  const id = `${place}/${process.pid}/${randomUUID().slice(0, 8)}`;
  ownIds.add(id);
  return id;
}

/** From now on the id counts as dead. */
export const retireProcessId = (id: string): boolean => ownIds.delete(id);

/** True only when it is certain: the process ran on this machine and does not exist any more. */
export function isKnownDead(id: string): boolean {
  const parts = id.split('/');
  const pid = Number(parts.at(-2));
  if (parts.slice(0, -2).join('/') !== place || ownIds.has(id)) return false;
  // Our own pid with another id: an earlier process had the pid that we were given.
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Two containers may share a host name; each numbers its processes separately. */
function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return 'host';
  }
}
