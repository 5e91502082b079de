import type { Handoff } from '../model/handoff.ts';
import type { Publication, PublicationResult } from '../model/publication.ts';
import { EventCosts } from './event-costs.ts';
import { logKey } from './log-key.ts';
import { PublishBatcher, type Write } from './publish-batcher.ts';

/**
 * A batcher for each tenant and mode. If the batches of one tenant wait for a locked counter, those of the other
 * tenants do not.
 */
export class LogBatchers {
  readonly #write: Write;
  readonly #costs = new EventCosts();
  /** Batchers without unwritten events are removed. */
  readonly #batchers = new Map<string, PublishBatcher>();

  /** `write` gets batches of one tenant and mode. */
  constructor(write: Write) {
    this.#write = write;
  }

  publish(publication: Publication): Promise<PublicationResult> {
    const key = logKey(publication.event);
    const batcher = this.#batchers.get(key) ?? this.#open(key);
    return batcher.publish(publication);
  }

  learn(handoff: Handoff): void {
    this.#costs.learn(handoff);
  }

  #open(key: string): PublishBatcher {
    const batcher: PublishBatcher = new PublishBatcher(this.#write, {
      costs: this.#costs,
      onEmpty: () => {
        if (this.#batchers.get(key) === batcher) this.#batchers.delete(key);
      },
    });
    this.#batchers.set(key, batcher);
    return batcher;
  }
}
