import { readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** The processor time of this process's ended children, in seconds. 0 on systems other than Linux. */
export function childrenCpuSeconds(): number {
  try {
    // Field 2, the name of the process in parentheses, may contain spaces. So the fields 1 and 2 are cut off, and
    // index 0 is field 3. The indices 13 and 14 are the fields 16 and 17: the times of the ended children in user
    // mode and in kernel mode.
    const fields = readFileSync('/proc/self/stat', 'latin1')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
  } catch {
    return 0;
  }
}
