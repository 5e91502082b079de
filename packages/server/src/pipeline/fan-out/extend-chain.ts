import { advance, emptyCheckpoint } from '@winkwire/receiver/checkpoint';

/** The hash of an endpoint that has no deliveries yet. */
export const emptyChain = emptyCheckpoint.hash;

/** The endpoint's hash after one more event: with the very function that receivers compare by. */
export const extendChain = (hash: string, eventId: string, body: string): string =>
  advance({ sequence: 0, hash }, { id: eventId, body }).hash;
