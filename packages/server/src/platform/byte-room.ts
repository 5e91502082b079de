/** The tenant and user for whom bytes are in memory. Without a user, the bytes count only for the tenant. */
export interface BytesOwner {
  tenantId: string;
  userId?: string | undefined;
}

/** The maximum number of bytes for all tenants together, for one tenant, and for one user. */
export interface RoomSize {
  ofAll: number;
  ofTenant: number;
  ofUser: number;
}

/**
 * Counts the bytes that are in use in memory, so that one user cannot take all the room of a tenant, and one tenant
 * cannot take all the room of the process.
 */
export class ByteRoom {
  readonly #size: RoomSize;
  readonly #taken = new Map<string, number>();

  constructor(size: RoomSize) {
    this.#size = size;
  }

  has(owner: BytesOwner, bytes: number): boolean {
    return this.#limitsOf(owner).every(([key, limit]) => (this.#taken.get(key) ?? 0) + bytes <= limit);
  }

  /** Reserves the bytes. If there is no room for them, reserves nothing and returns false. */
  take(owner: BytesOwner, bytes: number): boolean {
    if (!this.has(owner, bytes)) return false;
    this.#add(owner, bytes);
    return true;
  }

  giveBack(owner: BytesOwner, bytes: number): void {
    this.#add(owner, -bytes);
  }

  #add(owner: BytesOwner, bytes: number): void {
    for (const [key] of this.#limitsOf(owner)) {
      const taken = (this.#taken.get(key) ?? 0) + bytes;
      if (taken === 0) this.#taken.delete(key);
      else this.#taken.set(key, taken);
    }
  }

  #limitsOf({ tenantId, userId }: BytesOwner): [key: string, limit: number][] {
    const { ofAll, ofTenant, ofUser } = this.#size;
    const shared: [string, number][] = [
      ['all', ofAll],
      [`tenant ${tenantId}`, ofTenant],
    ];
    return userId === undefined ? shared : [...shared, [`user ${tenantId} ${userId}`, ofUser]];
  }
}
