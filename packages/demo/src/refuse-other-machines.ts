import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Refuses requests from other machines, because the demo gives users, link tokens and mails to everybody who can reach
 * it.
 */
export function refuseOtherMachines(app: FastifyInstance, machine = hostname()): void {
  app.addHook('onRequest', async (request, reply) => {
    if (isFromThisMachine(request) && isForThisMachine(request, machine)) return undefined;
    const message =
      'The demo accepts requests only from its own machine, at localhost, an address of the machine or its name without a domain. Start it with WINKWIRE_DEMO_OPEN=yes to open it to everybody who can reach this address.';
    return reply.code(403).send({ message });
  });
}

const loopback = /^(127\.|::1$|::ffff:127\.)/;

/**
 * Whether a request comes from this machine. Such a request comes from a loopback address, or from the address at which
 * it arrives, because a machine that calls its own public address also sends from that address. A request with a
 * proxy's header counts as one from another machine, because the header names the proxy's client.
 */
function isFromThisMachine({ headers, socket }: FastifyRequest): boolean {
  if (headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined) return false;
  const { remoteAddress = '', localAddress } = socket;
  return remoteAddress === localAddress || loopback.test(remoteAddress);
}

/**
 * Whether the `Host` header names this machine. Another name means that a proxy on this machine has passed the request
 * on without adding a header, or that a website has made its own name point to this machine (DNS rebinding). The name
 * of the machine does not count if it has a dot, because a website may have the same name.
 */
function isForThisMachine({ headers, socket }: FastifyRequest, machine: string): boolean {
  const name = URL.parse(`http://${headers.host}`)?.hostname.replace(/^\[|\]$/g, '') ?? '';
  if (isIP(name)) return loopback.test(name) || name === socket.localAddress?.replace('::ffff:', '');
  return /^(.+\.)?localhost$/.test(name) || (name === machine.toLowerCase() && !name.includes('.'));
}
