import { readdirSync, readFileSync } from 'node:fs';

/** On Linux, a clock tick of `/proc` is a hundredth of a second. */
const ticksPerSecond = 100;

/** The CPU seconds of a process and of its children, including ended ones. */
export function cpuOfTree(pid: number): number {
  let ticks = 0;
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = statOf(Number(entry));
      const own = Number(entry) === pid;
      if (!own && fields[1] !== pid) continue;
      ticks += fields[11]! + fields[12]! + (own ? fields[13]! + fields[14]! : 0);
    } catch {
      // The process ended after `/proc` was listed.
    }
  }
  return ticks / ticksPerSecond;
}

function statOf(id: number): number[] {
  const text = readFileSync(`/proc/${id}/stat`, 'utf8');
  return text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
}
