import { Worker } from 'node:worker_threads';

/**
 * Ends this process when its parent has ended. A busy library delays the event `disconnect`, so a thread checks whether
 * the parent exists. The thread gets its code as text, because loading a TypeScript file would take 80 ms.
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
