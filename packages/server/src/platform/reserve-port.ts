import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Occupies the port before anything is written. If the port is in use, the start fails before it has changed anything.
 * The returned function frees the port for `listen`. With port 0, only the host is checked.
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
