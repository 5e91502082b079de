import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Reading, Served } from './serve-measured.ts';

export interface Cost {
  /** 0 if the connection was closed without a response. */
  status: number;
  /** In bytes. */
  size: number;
  /** The number of events, if the body is a batch. */
  events: number;
  /** The processor time of all threads, in ms. */
  cpu: number;
  /** How far the resident memory rose during the request, in bytes. */
  memory: number;
  /** The longest time that the event loop was blocked, in ms. */
  delay: number;
  /** The longest time that another client's `/healthz` took, in ms. */
  healthz: number;
}

export interface AttackRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  bytes?: Buffer;
  events?: number;
}

const ownServer = fileURLToPath(new URL('./serve-alone.ts', import.meta.url));

/** Starts a server in a child process. `measure` sends a request to it, and resolves with the cost. */
export async function startMeasuredServer(script = ownServer) {
  const child = fork(script, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The server ended.');
  });
  ended.catch(() => {});
  const hear = async <Message>() => {
    const heard = new Promise<Message>((resolve) =>
      child.once('message', (message) => resolve(message as Message)),
    );
    return Promise.race([heard, ended]);
  };
  const read = async (): Promise<Reading & { peak: number }> => {
    const peak = peakOf(child.pid!);
    child.send('read');
    return { ...(await hear<Reading>()), peak };
  };
  const served = await hear<Served>();
  const attacker = new Agent({ keepAlive: true });
  const visitor = watchHealth(served.url);
  return {
    ...served,
    async measure(attack: AttackRequest): Promise<Cost> {
      visitor.reset();
      const before = await read();
      const status = await send(served.url, attack, attacker);
      const after = await read();
      return {
        status,
        size: attack.bytes?.length ?? 0,
        events: attack.events ?? 0,
        cpu: after.cpu - before.cpu,
        memory: Math.max(0, after.peak - before.resident),
        delay: after.delay,
        healthz: visitor.longest(),
      };
    },
    async [Symbol.asyncDispose]() {
      visitor.stop();
      attacker.destroy();
      child.disconnect();
      await ended.catch(() => {});
    },
  };
}

export type MeasuredServer = Awaited<ReturnType<typeof startMeasuredServer>>;

function peakOf(pid: number): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

/** Resolves when the response has arrived and the body has been sent, or when the connection has ended. */
function send(url: string, { method, path, headers, bytes }: AttackRequest, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    let status = 0;
    const length = bytes ? { 'content-length': String(bytes.length) } : {};
    const sending = request(`${url}${path}`, { method, agent, headers: { ...length, ...headers } });
    sending.on('response', (response) => {
      status = response.statusCode ?? 0;
      response.resume();
    });
    sending.on('error', () => resolve(status));
    sending.on('close', () => resolve(status));
    sending.end(bytes);
  });
}

function watchHealth(url: string) {
  const agent = new Agent({ keepAlive: true });
  let longest = 0;
  let running = true;
  const ask = () =>
    new Promise<void>((resolve) => {
      const asking = request(`${url}/healthz`, { agent }, (response) => response.resume().on('end', resolve));
      asking.on('error', () => resolve());
      asking.end();
    });
  const loop = async () => {
    while (running) {
      const since = performance.now();
      await ask();
      longest = Math.max(longest, performance.now() - since);
      await sleep(5);
    }
  };
  void loop();
  return {
    reset() {
      longest = 0;
    },
    longest: () => longest,
    stop() {
      running = false;
      agent.destroy();
    },
  };
}
