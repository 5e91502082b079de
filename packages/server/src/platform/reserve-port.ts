import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Occupies the port, and resolves with a function that frees it. The server calls this before it writes anything, and
 * frees the port just before it listens. So if another program has the port, the start fails with the error of
 * `listen`, and nothing was written. With port 0, this only proves that the host is an address of this machine.
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
