// biome-ignore-all lint/style/noNonNullAssertion: the client was counted when it connected
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { clientOf } from './client-of.ts';
import { openFilesLimit } from './open-files-limit.ts';

export interface ConnectionLimit {
  /**
   * How many connections each client address may have. 0 means no limit. Never more than half of the files that the
   * process may open.
   */
  most: number;
  /** One connection of a proxy carries the requests of many clients, so proxies have no limit. */
  isProxy(address: string): boolean;
}

/** Closes excess connections without reading them. Even an idle one occupies a file descriptor. */
export function limitConnections(server: Server, { most, isProxy }: ConnectionLimit): void {
  if (most === 0) return;
  const ofOne = Math.min(most, Math.floor(openFilesLimit() / 2));
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress;
    if (address === undefined || isProxy(address)) return;
    const client = clientOf(address);
    const count = open.get(client) ?? 0;
    if (count >= ofOne) {
      socket.destroy();
      return;
    }
    open.set(client, count + 1);
    socket.once('close', () => {
      const left = open.get(client)! - 1;
      if (left === 0) open.delete(client);
      else open.set(client, left);
    });
  });
}
