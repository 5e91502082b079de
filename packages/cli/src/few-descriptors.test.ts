import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

async function serveWith(descriptors: number) {
  const folder = await mkdtemp(join(tmpdir(), 'winkwire-few-'));
  const command = `ulimit -n ${descriptors} && exec "${process.execPath}" "${main}" serve --port 0 --data-dir "${folder}"`;
  const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (part) => {
      output += part;
      if (output.includes('server started')) resolve();
    });
    child.once('close', () => reject(new Error(output)));
  });
  return {
    url: /"url":"(http:[^"]+)"/.exec(output)?.[1] as string,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const healthFor = (url: string, localAddress: string): Promise<number> =>
  new Promise((resolve, reject) => {
    get(`${url}/healthz`, { localAddress, agent: false, timeout: 3000 }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    })
      .on('error', reject)
      .on('timeout', () => reject(new Error('No response.')));
  });

test.runIf(process.platform === 'linux')(
  'incomplete requests from one address leave file descriptors for others, also if the limit is low',
  async () => {
    await using serving = await serveWith(200);
    const { port } = new URL(serving.url);
    const sockets: Socket[] = Array.from({ length: 260 }, () => {
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', () => {});
      socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nX-slow: ');
      return socket;
    });
    await expect.poll(() => sockets.filter(({ closed }) => closed).length, { timeout: 5000 }).toBe(160);
    expect(await healthFor(serving.url, '127.0.0.2')).toBe(200);
    for (const socket of sockets) socket.destroy();
  },
  30_000,
);
