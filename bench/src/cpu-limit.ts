import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const groups = '/sys/fs/cgroup';
/** Exists only with version 1 of control groups. Version 2 has one folder for all controllers. */
const firstVersion = join(groups, 'cpu');
/** In µs. A process that has used its share pauses until the period ends. */
const period = 10_000;

const groupOf = (name: number | 'trial'): string =>
  join(existsSync(firstVersion) ? firstVersion : groups, `winkwire-bench-${name}`);

/** Limits each process passed to `apply` to a share of one core. `apply` throws unless `isPossible`. */
export class CpuLimit implements Disposable {
  /** Whether this process may make control groups with limits of CPU time, as root on Linux usually may. */
  static get isPossible(): boolean {
    const group = groupOf('trial');
    try {
      mkdirSync(group);
    } catch {
      return false;
    }
    const hasLimit = existsSync(join(group, 'cpu.cfs_quota_us')) || existsSync(join(group, 'cpu.max'));
    rmdirSync(group);
    return hasLimit;
  }

  readonly #share: number;
  readonly #made: string[] = [];

  /** `share` is a fraction of one core, such as 0.2. */
  constructor(share: number) {
    this.#share = share;
  }

  apply(pid: number): void {
    const group = groupOf(pid);
    mkdirSync(group);
    this.#made.push(group);
    const quota = Math.round(this.#share * period);
    if (existsSync(firstVersion)) {
      writeFileSync(join(group, 'cpu.cfs_period_us'), `${period}`);
      writeFileSync(join(group, 'cpu.cfs_quota_us'), `${quota}`);
    } else writeFileSync(join(group, 'cpu.max'), `${quota} ${period}`);
    writeFileSync(join(group, 'cgroup.procs'), `${pid}`);
  }

  /** Call this when the processes have ended. */
  [Symbol.dispose](): void {
    for (const group of this.#made) rmdirSync(group);
  }
}
