import type { Turn } from '../domain/archive-leases.ts';
import { hasPlace, type Places, type TurnOwner } from '../platform/fair-turns.ts';

/** Whose archives this process reads, and who is next; the waiting ones are rows. */
export class ReadingTurns {
  readonly #places: Places;
  readonly #underWay: TurnOwner[] = [];
  #isSlowUnderWay = false;
  readonly #lastUserIds = new Map<string, string>();
  #lastTenantId = '';

  constructor(places: Places) {
    this.#places = places;
  }

  get isFull(): boolean {
    return this.#underWay.length + Number(this.#isSlowUnderWay) >= this.#places.ofAll;
  }

  get isSlowUnderWay(): boolean {
    return this.#isSlowUnderWay;
  }

  /** Gives the one place for slow archives, which counts against nobody; it ends by the function that is returned. */
  beginSlow(): () => void {
    this.#isSlowUnderWay = true;
    return () => {
      this.#isSlowUnderWay = false;
    };
  }

  next(): Turn {
    const busy = this.#underWay.filter((owner) => !hasPlace(owner, this.#underWay, this.#places));
    return {
      lastTenantId: this.#lastTenantId,
      lastUserIds: this.#lastUserIds,
      busyTenantIds: busy
        .filter(({ tenantId }) => !hasPlace({ tenantId, userId: '' }, this.#underWay, this.#places))
        .map(({ tenantId }) => tenantId),
      busyUserIds: busy.map(({ userId }) => userId),
    };
  }

  /** Gives a turn; it ends by the function that is returned. */
  begin(owner: TurnOwner): () => void {
    this.#underWay.push(owner);
    this.#lastTenantId = owner.tenantId;
    this.#lastUserIds.set(owner.tenantId, owner.userId);
    return () => this.#underWay.splice(this.#underWay.indexOf(owner), 1);
  }
}
