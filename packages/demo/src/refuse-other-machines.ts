import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The demo hands out users, link tokens and mails to whoever asks, so it answers to this machine alone. */
export function refuseOtherMachines(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (isFromThisMachine(request)) return undefined;
    const message =
      'The demo answers to its own machine only. Start with WINKWIRE_DEMO_OPEN=yes to open it to everybody who reaches this address.';
    return reply.code(403).send({ message });
  });
}

/** A machine that calls itself by an address of its own comes from that very address. */
function isFromThisMachine({ headers, socket }: FastifyRequest): boolean {
  if (headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined) return false;
  const { remoteAddress = '', localAddress } = socket;
  return remoteAddress === localAddress || /^(127\.|::1$|::ffff:127\.)/.test(remoteAddress);
}
