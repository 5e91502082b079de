import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/*
 * An id is `host/pid-namespace:boot/pid/random`. It lets the next process on the same machine see that this process is
 * dead. The next process then does not wait until the leases expire.
 */

/** Tests run several servers in one process, each with its own id. */
const ownIds = new Set<string>();
const place = `${hostname()}/${pidNamespace()}:${bootId()}`;

export function newProcessId(): string {
  const id = `${place}/${process.pid}/${randomUUID().slice(0, 8)}`;
  ownIds.add(id);
  return id;
}

/** After this call, `isKnownDead` returns true for the id. */
export const retireProcessId = (id: string): boolean => ownIds.delete(id);

/** True only if the death is certain, which it never is on another machine. */
export function isKnownDead(id: string): boolean {
  const parts = id.split('/');
  const pid = Number(parts.at(-2));
  if (parts.slice(0, -2).join('/') !== place || ownIds.has(id)) return false;
  // Any other id with the pid of this process belongs to a process that has ended.
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/**
 * Distinguishes machines that share a host name, such as copies of a virtual machine. Otherwise, a process would take the
 * leases of a living process on another machine. Linux makes a new id whenever a machine starts.
 */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
  } catch {
    // systemd may hide the id (`ProcSubset=pid`). A random one is never equal to that of another process, so no other
    // process is known to be dead. Other systems than Linux have no such id.
    return process.platform === 'linux' ? randomUUID().slice(0, 8) : '';
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
