import { readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** The processor time of this process's ended children, in seconds. 0 on systems other than Linux. */
export function childrenCpuSeconds(): number {
  try {
    // The name of the process is in parentheses and may contain spaces. Fields 16 and 17 are the times of its children.
    const fields = readFileSync('/proc/self/stat', 'latin1')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
  } catch {
    return 0;
  }
}
