export interface TurnOwner {
  tenantId: string;
  userId: string;
}

/** How many pieces of work may run at the same time. */
export interface Places {
  ofAll: number;
  ofTenant: number;
  ofUser: number;
}

interface Waiting {
  owner: TurnOwner;
  start(): void;
}

/**
 * The next turn goes to the tenant whose last turn was longest ago, and among its users to the one whose last turn was
 * longest ago. The amount of waiting work does not matter.
 */
export class FairTurns {
  readonly #places: Places;
  readonly #waiting: Waiting[] = [];
  readonly #running: TurnOwner[] = [];
  /** Entries of tenants and users without work are removed. */
  readonly #lastTurns = new Map<string, number>();
  #turns = 0;

  constructor(places: Places) {
    this.#places = places;
  }

  async run<Result>(owner: TurnOwner, work: () => Promise<Result>): Promise<Result> {
    const giveBack = await this.take(owner);
    try {
      return await work();
    } finally {
      giveBack();
    }
  }

  /** Resolves with a function that ends the turn. The caller must call it once. */
  async take(owner: TurnOwner): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ owner, start: resolve });
    this.#startAll();
    await promise;
    return () => {
      this.#running.splice(this.#running.indexOf(owner), 1);
      this.#forget(owner);
      this.#startAll();
    };
  }

  #startAll(): void {
    for (let next = this.#next(); next; next = this.#next()) {
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      this.#running.push(next.owner);
      this.#turns++;
      for (const key of keysOf(next.owner)) this.#lastTurns.set(key, this.#turns);
      next.start();
    }
  }

  #next(): Waiting | undefined {
    const able = this.#waiting.filter(({ owner }) => hasPlace(owner, this.#running, this.#places));
    // The sort is stable, so the work of one user starts in order.
    return able.sort((one, other) => this.#compare(one.owner, other.owner))[0];
  }

  #compare(one: TurnOwner, other: TurnOwner): number {
    const [tenant, user] = keysOf(one);
    const [otherTenant, otherUser] = keysOf(other);
    return (
      this.#lastTurn(tenant) - this.#lastTurn(otherTenant) || this.#lastTurn(user) - this.#lastTurn(otherUser)
    );
  }

  #lastTurn(key: string): number {
    return this.#lastTurns.get(key) ?? 0;
  }

  #forget(owner: TurnOwner): void {
    const others = [...this.#running, ...this.#waiting.map((waiting) => waiting.owner)].flatMap(keysOf);
    for (const key of keysOf(owner)) if (!others.includes(key)) this.#lastTurns.delete(key);
  }
}

export function hasPlace(owner: TurnOwner, running: readonly TurnOwner[], places: Places): boolean {
  const ofTenant = running.filter(({ tenantId }) => tenantId === owner.tenantId);
  const ofUser = ofTenant.filter(({ userId }) => userId === owner.userId);
  return running.length < places.ofAll && ofTenant.length < places.ofTenant && ofUser.length < places.ofUser;
}

const keysOf = ({ tenantId, userId }: TurnOwner): [string, string] => [tenantId, `${tenantId} ${userId}`];
