import type { Turn } from '../domain/archive-leases.ts';
import { hasPlace, type Places, type TurnOwner } from '../platform/fair-turns.ts';

/**
 * Knows whose archives this process reads, and which tenant and users had the last turns. Archives that wait are in the
 * database.
 */
export class ReadingTurns {
  readonly #places: Places;
  readonly #running: TurnOwner[] = [];
  #isSlowRunning = false;
  readonly #lastUserIds = new Map<string, string>();
  #lastTenantId = '';

  constructor(places: Places) {
    this.#places = places;
  }

  get isFull(): boolean {
    return this.#running.length + Number(this.#isSlowRunning) >= this.#places.ofAll;
  }

  get isSlowRunning(): boolean {
    return this.#isSlowRunning;
  }

  /**
   * Takes the only place for a slow archive. In this place, an archive does not count toward the limits of its tenant
   * and user. The returned function frees the place.
   */
  beginSlow(): () => void {
    this.#isSlowRunning = true;
    return () => {
      this.#isSlowRunning = false;
    };
  }

  next(): Turn {
    const busy = this.#running.filter((owner) => !hasPlace(owner, this.#running, this.#places));
    return {
      lastTenantId: this.#lastTenantId,
      lastUserIds: this.#lastUserIds,
      busyTenantIds: busy
        .filter(({ tenantId }) => !hasPlace({ tenantId, userId: '' }, this.#running, this.#places))
        .map(({ tenantId }) => tenantId),
      busyUserIds: busy.map(({ userId }) => userId),
    };
  }

  /** The returned function ends the turn. */
  begin(owner: TurnOwner): () => void {
    this.#running.push(owner);
    this.#lastTenantId = owner.tenantId;
    this.#lastUserIds.set(owner.tenantId, owner.userId);
    return () => this.#running.splice(this.#running.indexOf(owner), 1);
  }
}
