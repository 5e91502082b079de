import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Services } from '../../platform/services.ts';
import { DirectConnection } from './direct-connection.ts';
import { DirectPublisher } from './direct-publisher.ts';

export interface DirectConnections {
  /** Closes all direct connections, even those in use. */
  destroyAll(): void;
}

/**
 * Serves usual requests to `POST /v1/events` without Fastify and `node:http`, to save their processor time (ADR 30).
 * Connections with other requests are left to Node.
 */
export function publishDirectly(app: FastifyInstance, services: Services): DirectConnections {
  const open = new Set<DirectConnection>();
  const destroyAll = (): void => {
    for (const connection of open) connection.destroy();
  };
  const { server } = app;
  const [serve] = server.listeners('connection') as ((socket: Socket) => void)[];
  // With tracing, Node and Fastify serve all connections, because their hooks must record each request. They also do so
  // if Node's listener has an unknown name, because this version of Node may work differently.
  if (services.tracing || serve?.name !== 'connectionListener') return { destroyAll };
  let isStopping = false;
  const shared = {
    server,
    publisher: new DirectPublisher(services, app),
    handOver(connection: DirectConnection, socket: Socket, bytes: Buffer) {
      open.delete(connection);
      serve.call(server, socket);
      if (bytes.length > 0) socket.unshift(bytes);
    },
    onClose: (connection: DirectConnection) => void open.delete(connection),
  };
  server.off('connection', serve);
  server.prependListener('connection', (socket: Socket) => {
    if (isStopping) serve.call(server, socket);
    else open.add(new DirectConnection(socket, shared));
  });
  app.addHook('preClose', (done) => {
    isStopping = true;
    for (const connection of open) connection.stop();
    done();
  });
  return { destroyAll };
}
