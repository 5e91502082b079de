/*
 * A thread of the child process. When the parent has ended, the thread ends the child, even while the child's main
 * thread is busy.
 */

const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, 500);
