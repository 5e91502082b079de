import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The demo gives users, link tokens and mails to everybody who can reach it, so other machines are refused. */
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
 * A machine that calls its own public address also sends from that address. A request with the header of a proxy may
 * come from another machine, so it is refused.
 */
function isFromThisMachine({ headers, socket }: FastifyRequest): boolean {
  if (headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined) return false;
  const { remoteAddress = '', localAddress } = socket;
  return remoteAddress === localAddress || loopback.test(remoteAddress);
}

/**
 * Refuses other names in `Host`, because they come from a proxy or from a website that uses DNS rebinding. A machine
 * name with a dot is refused too, because it could also be the name of a website.
 */
function isForThisMachine({ headers, socket }: FastifyRequest, machine: string): boolean {
  const name = URL.parse(`http://${headers.host}`)?.hostname.replace(/^\[|\]$/g, '') ?? '';
  if (isIP(name)) return loopback.test(name) || name === socket.localAddress?.replace('::ffff:', '');
  return /^(.+\.)?localhost$/.test(name) || (name === machine.toLowerCase() && !name.includes('.'));
}
