/* A thread of the child: ends the process when its parent is gone, also while the main thread is busy. */

const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, 500);
