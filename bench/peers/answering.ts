import type { BareServer } from '../src/bare-server.ts';
import { SignedPosts, startBareServer } from '../src/bare-server.ts';
import { openBullmq } from './bullmq.ts';
import { openGraphileWorker } from './graphile-worker.ts';
import { openPgBoss } from './pg-boss.ts';
import type { Queue } from './queue.ts';

/* A `node:http` server that responds when a job queue has stored the event. A worker of the queue sends the event. */

interface PeerTask {
  what: keyof typeof opens;
  databaseUrl: string;
  receiver: string;
}

const opens = { bullmq: openBullmq, 'pg-boss': openPgBoss, 'graphile-worker': openGraphileWorker };

let queue: Queue;
let server: BareServer;
let posts: SignedPosts;

async function start({ what, databaseUrl, receiver }: PeerTask): Promise<string> {
  posts = new SignedPosts(receiver);
  queue = await opens[what]({ url: databaseUrl, send: (event) => posts.send(event) });
  server = await startBareServer((event) => queue.add(event));
  return server.url;
}

async function end(): Promise<void> {
  await server.close();
  await queue.close();
  await posts.close();
}

process.on('message', async (task: PeerTask | { kind: 'close' | 'cpu' }) => {
  if (!('kind' in task)) process.send!({ url: await start(task) });
  else if (task.kind === 'cpu') {
    const { user, system } = process.cpuUsage();
    process.send!({ cpu: (user + system) / 1e6 });
  } else {
    await end();
    process.send!({});
  }
});
process.on('disconnect', () => process.exit());
