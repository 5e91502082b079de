import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { clientOf } from './client-of.ts';
import { openFilesLimit } from './open-files-limit.ts';

export interface ConnectionLimit {
  /** For each client address; 0 means no limit. No address gets more than half of what the process may open. */
  most: number;
  /** A proxy carries many clients over its connections. */
  isProxy(address: string): boolean;
}

/** Closes connections beyond the limit as they come, unread: each takes a file descriptor, also when it stays silent. */
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
