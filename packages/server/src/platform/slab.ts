/**
 * Items that come and go often. Each has a number until it is removed.
 *
 * A `Map` or a `Set` can keep removed items in memory: when its table is full, V8 copies the items to a new table, and
 * the old table refers to the new one. Once V8 has moved one of these tables to the old generation, all later tables
 * follow it, with the items that they had. They stay until V8 marks the whole heap.
 */
export class Slab<Item extends object> {
  #items: (Item | undefined)[] = [];
  #free: number[] = [];

  get size(): number {
    return this.#items.length - this.#free.length;
  }

  /** Returns the number of the item. The number of a removed item is used again. */
  add(item: Item): number {
    const number = this.#free.pop() ?? this.#items.length;
    this.#items[number] = item;
    return number;
  }

  /** Removes the item with this number, and returns it. Returns undefined if there is none. */
  take(number: number): Item | undefined {
    const item = this.#items[number];
    if (!item) return undefined;
    this.#items[number] = undefined;
    this.#free.push(number);
    return item;
  }

  all(): Item[] {
    return this.#items.filter((item) => item !== undefined);
  }

  clear(): void {
    this.#items = [];
    this.#free = [];
  }
}
