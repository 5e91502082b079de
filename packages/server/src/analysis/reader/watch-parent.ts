import { Worker } from 'node:worker_threads';

/**
 * A busy library delays the event `disconnect`, so a thread checks whether the parent exists. As a TypeScript file, the
 * thread would take 80 ms to load.
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
