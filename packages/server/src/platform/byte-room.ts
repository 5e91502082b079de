/** Without a user, the bytes count only for the tenant. */
export interface BytesOwner {
  tenantId: string;
  userId?: string | undefined;
}

/** In bytes. */
export interface RoomSize {
  ofAll: number;
  ofTenant: number;
  ofUser: number;
}

/** No user can use all the memory of a tenant, and no tenant all that of the process. */
export class ByteRoom {
  readonly #size: RoomSize;
  readonly #taken = new Map<string, number>();

  constructor(size: RoomSize) {
    this.#size = size;
  }

  has(owner: BytesOwner, bytes: number): boolean {
    return this.#limitsOf(owner).every(([key, limit]) => (this.#taken.get(key) ?? 0) + bytes <= limit);
  }

  /** Returns false and reserves nothing if there is no room. */
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
