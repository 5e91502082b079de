import { emptyCheckpoint } from '@winkwire/receiver/checkpoint';

/** The hash of an endpoint that has no deliveries yet. */
export const emptyChain = emptyCheckpoint.hash;
