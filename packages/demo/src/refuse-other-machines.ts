import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Refuses requests from other machines, because the demo gives users, link tokens and mails to everybody who can reach
 * it.
 */
export function refuseOtherMachines(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (isFromThisMachine(request)) return undefined;
    const message =
      'The demo accepts requests only from its own machine. Start it with WINKWIRE_DEMO_OPEN=yes to open it to everybody who can reach this address.';
    return reply.code(403).send({ message });
  });
}

/**
 * Whether a request comes from this machine: the sender's address is a loopback address, or the same as the
 * receiver's. A request of this machine to its own public address is sent from that address. A request with
 * a header that proxies add counts as a request from another machine.
 */
function isFromThisMachine({ headers, socket }: FastifyRequest): boolean {
  if (headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined) return false;
  const { remoteAddress = '', localAddress } = socket;
  return remoteAddress === localAddress || /^(127\.|::1$|::ffff:127\.)/.test(remoteAddress);
}
