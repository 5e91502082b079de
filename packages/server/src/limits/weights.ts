import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How many tokens of the rate limit a request takes. 1 by default. */
    weight?: number;
  }
}

/**
 * Requests of back ends have full weight. Those of the widget and the portal have less, because people share addresses
 * in offices, schools and mobile networks.
 */
export const weights = { api: 1, page: 0.2, file: 0.05, probe: 0 } as const;

/** Applies to routes that are registered afterwards and set no weight. */
export function weigh(area: FastifyInstance, weight: number): void {
  area.addHook('onRoute', (route) => {
    route.config = { ...route.config, weight: route.config?.weight ?? weight };
  });
}
