import { randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/*
 * The id of a process shows where the process runs: `host/pid-namespace/pid/random`. So if a process was killed, the
 * next one on the same machine can detect that, and does not have to wait until the leases of the killed process
 * expire.
 */

/** The ids of this process. Tests run several servers in one process, each with its own id. */
const ownIds = new Set<string>();
const place = `${hostname()}/${pidNamespace()}`;

export function newProcessId(): string {
  const id = `${place}/${process.pid}/${randomUUID().slice(0, 8)}`;
  ownIds.add(id);
  return id;
}

/** Removes an id of this process. From then on, `isKnownDead` returns true for the id. */
export const retireProcessId = (id: string): boolean => ownIds.delete(id);

/** True only if it is certain that the process is dead. Nothing is certain about a process of another machine. */
export function isKnownDead(id: string): boolean {
  const parts = id.split('/');
  const pid = Number(parts.at(-2));
  if (parts.slice(0, -2).join('/') !== place || ownIds.has(id)) return false;
  // The id contains the pid of this process. So it is a retired id of this process, or it belongs to an earlier
  // process, which is dead.
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Distinguishes containers that share a host name: each container numbers its processes separately. */
function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return 'host';
  }
}
