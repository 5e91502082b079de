/* A thread of the child. It ends the process when the parent has ended, also while the main thread is busy. */

const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, 500);
