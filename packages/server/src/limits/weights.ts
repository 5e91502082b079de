import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How much of a request this counts as for the rate limit; 1 unless given. */
    weight?: number;
  }
}

/**
 * People share addresses: an office, a school, everybody of a mobile network. Back ends do not. So what the API promises
 * is counted in whole requests, what our own pages ask in parts of one, and a file that lies in memory costs next to nothing.
 */
export const weights = { api: 1, page: 0.2, file: 0.05, probe: 0 } as const;

/** Gives every route that is registered on `area` from now on a weight, unless it names its own. */
export function weigh(area: FastifyInstance, weight: number): void {
  area.addHook('onRoute', (route) => {
    route.config = { ...route.config, weight: route.config?.weight ?? weight };
  });
}
