import { readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** The processor time of this process's ended children, in seconds. 0 on systems other than Linux. */
export function childrenCpuSeconds(): number {
  try {
    // The process name may contain spaces, so everything up to its end is cut off first. Fields 13 and 14 are then the
    // CPU times of ended children.
    const fields = readFileSync('/proc/self/stat', 'latin1')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
  } catch {
    return 0;
  }
}
