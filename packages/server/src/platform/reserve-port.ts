import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Holds the port from the start of the process until the server listens, so that a start that fails because the port
 * is taken has written nothing. Rejects with the error of `listen`.
 */
export async function reservePort({
  host,
  port,
}: {
  host: string;
  port: number;
}): Promise<() => Promise<void>> {
  if (port === 0) return async () => {};
  const holder = createServer((socket) => socket.destroy());
  holder.listen({ host, port });
  await once(holder, 'listening');
  return async () => {
    if (!holder.listening) return;
    holder.close();
    await once(holder, 'close');
  };
}
