import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const groups = '/sys/fs/cgroup';
/** The folder of the first version of control groups. In the second version, all controllers share one folder. */
const firstVersion = join(groups, 'cpu');
/** In µs. A process that has used its share pauses until the period ends. */
const period = 10_000;

/** Lets each of some processes use only a share of one core. Throws unless it runs as root on Linux. */
export class CpuLimit implements Disposable {
  readonly #share: number;
  readonly #made: string[] = [];

  /** `share` is a fraction of one core, such as 0.2. */
  constructor(share: number) {
    this.#share = share;
  }

  apply(pid: number): void {
    const group = join(existsSync(firstVersion) ? firstVersion : groups, `winkwire-bench-${pid}`);
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
