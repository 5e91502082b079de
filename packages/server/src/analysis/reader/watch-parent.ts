import { Worker } from 'node:worker_threads';

/**
 * Ends this process when its parent has ended. While a library is busy, the event `disconnect` does not arrive, so a
 * thread checks whether the parent still exists. The thread gets its code as text. Loading the code from a file would
 * take 80 ms of processor time, because a thread that runs TypeScript loads the compiler again.
 */
export function watchParent(): void {
  new Worker(`(${killOrphan})()`, { eval: true }).unref();
}

function killOrphan(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }, 500);
}
