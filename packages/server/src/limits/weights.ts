import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The weight for the rate limit; 1 by default. */
    weight?: number;
  }
}

/**
 * People share addresses: an office, a school, the users of a mobile network. Back ends do not. So API requests count
 * fully, requests from the widget and the portal count a fifth, and files that are kept in memory count almost nothing.
 */
export const weights = { api: 1, page: 0.2, file: 0.05, probe: 0 } as const;

/** Sets the weight of every route that is registered on `area` afterwards, unless the route sets its own. */
export function weigh(area: FastifyInstance, weight: number): void {
  area.addHook('onRoute', (route) => {
    route.config = { ...route.config, weight: route.config?.weight ?? weight };
  });
}
