import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Holds the port from the start of the process until the server listens. If the port is taken, the start therefore
 * fails before anything is written. With port 0, this only shows that the host is an address of this machine. Rejects
 * with the error of `listen`.
 */
export async function reservePort({
  host,
  port,
}: {
  host: string;
  port: number;
}): Promise<() => Promise<void>> {
  const holder = createServer((socket) => socket.destroy());
  holder.listen({ host, port });
  await once(holder, 'listening');
  return async () => {
    if (!holder.listening) return;
    holder.close();
    await once(holder, 'close');
  };
}
