import type { BareEvent } from '../src/bare-server.ts';

/** A job queue, with the settings that its documentation recommends for many short jobs. */
export interface Queue {
  /** Resolves when the event is stored. */
  add(event: BareEvent): Promise<unknown>;
  close(): Promise<unknown>;
}

export interface QueueTask {
  /** The URL of the queue's Redis or PostgreSQL. */
  url: string;
  /** Sends one event. */
  send(event: BareEvent): Promise<void>;
}

/** How many events are sent at the same time. It is the number of connections to the receiver. */
export const concurrency = 64;
