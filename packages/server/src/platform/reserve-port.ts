import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Occupies the port from the start of the process until the server listens. So if another program has the port, the
 * start fails before anything is written, with the error of `listen`. With port 0, this only proves that the host is an
 * address of this machine. Resolves with a function that frees the port.
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
