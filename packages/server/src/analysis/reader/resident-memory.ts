import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * The time between two checks, in ms. On Linux, memory was measured to grow by at most 2 GB/s, which is 50 MB between
 * two checks.
 */
const lookMilliseconds = process.platform === 'linux' ? 25 : 250;

/** Calls `exceeded` at each check that finds more than `limit` bytes. Returns a function that ends the checks. */
export function watchMemory(pid: number, limit: number, exceeded: (bytes: number) => void): () => void {
  const judge = (bytes: number) => {
    if (bytes > limit) exceeded(bytes);
  };
  const look = process.platform === 'linux' ? () => judge(residentOf(pid)) : () => askPs(pid, judge);
  const timer = setInterval(look, lookMilliseconds);
  return () => clearInterval(timer);
}

/** A synchronous read takes only 20 µs, because /proc is not on a disk. */
function residentOf(pid: number): number {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    // The process has just ended.
    return 0;
  }
}

/** For Unix systems other than Linux. On Windows, only the heap and the time are limited. */
function askPs(pid: number, judge: (bytes: number) => void): void {
  execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, printed) => {
    if (!error) judge(Number(printed) * 1024);
  });
}
