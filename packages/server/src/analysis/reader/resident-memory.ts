import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How often a child's memory is checked. At 2 GB/s, the most that was measured, it grows by 50 MB in between. */
const lookMilliseconds = process.platform === 'linux' ? 25 : 250;

/** Calls `exceeded` when the process has more than `limit` bytes of memory. Returns a function that stops the checks. */
export function watchMemory(pid: number, limit: number, exceeded: (bytes: number) => void): () => void {
  const judge = (bytes: number) => {
    if (bytes > limit) exceeded(bytes);
  };
  const look = process.platform === 'linux' ? () => judge(residentOf(pid)) : () => askPs(pid, judge);
  const timer = setInterval(look, lookMilliseconds);
  return () => clearInterval(timer);
}

/** Read synchronously on Linux: it takes 20 µs, and /proc is not a disk. */
function residentOf(pid: number): number {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    // It has just ended.
    return 0;
  }
}

/** For other Unix systems. On Windows only the limits of the heap and of the time apply. */
function askPs(pid: number, judge: (bytes: number) => void): void {
  execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, printed) => {
    if (!error) judge(Number(printed) * 1024);
  });
}
