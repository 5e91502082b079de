import type { BareEvent } from '../src/bare-server.ts';

/** A job queue, with the settings that its documentation recommends for many short jobs. */
export interface Queue {
  add(event: BareEvent): Promise<unknown>;
  close(): Promise<unknown>;
}

export interface QueueTask {
  /** The URL of the queue's Redis or PostgreSQL. */
  url: string;
  send(event: BareEvent): Promise<void>;
}

/** A queue sends 64 events at a time, one on each connection of `SignedPosts`. */
export const concurrency = 64;
