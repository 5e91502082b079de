import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How many tokens of the rate limit a request takes. 1 by default. */
    weight?: number;
  }
}

/**
 * How many tokens of the rate limit a request takes. People share addresses, for example in an office, a school or a
 * mobile network. Back ends do not. So requests to `/v1` and `/files` have the full weight, even those of the portal.
 * All other requests of the widget and the portal have a fifth of it, and files that are kept in memory have almost
 * none. Health probes have no weight.
 */
export const weights = { api: 1, page: 0.2, file: 0.05, probe: 0 } as const;

/** Sets the weight of every route that is registered on `area` afterwards, except for routes that set their own. */
export function weigh(area: FastifyInstance, weight: number): void {
  area.addHook('onRoute', (route) => {
    route.config = { ...route.config, weight: route.config?.weight ?? weight };
  });
}
