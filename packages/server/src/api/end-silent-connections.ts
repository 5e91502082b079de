import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** In ms. A request that has just been sent arrives within this time. */
const graceMs = 1000;

/**
 * Ends connections without a single byte when the server stops. Browsers and load balancers open connections before
 * they need them, and Node would wait for a request on each.
 */
export function endSilentConnections(app: FastifyInstance): void {
  const open = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  app.addHook('preClose', (done) => {
    setTimeout(() => {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    }, graceMs).unref();
    done();
  });
}
