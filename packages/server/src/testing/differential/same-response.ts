/** Ids, tokens, digests, cursors and masked secrets, which each server generates for itself. */
const madeUp = /whsec_[A-Za-z0-9+/]{4}\*+|[A-Za-z0-9_+/=-]{16,}(?:\.[A-Za-z0-9_+/=-]+)*/g;

/** Fields that depend on the request or the clock, and not on stored data. */
const incomparable = new Set(['requestId', 'durationMs']);

/**
 * Compares the responses of two servers. Each id of one server must always correspond to the same id of the other
 * server.
 */
export class SameResponse {
  readonly #origins: readonly [string, string];
  readonly #other = new Map<string, string>();
  readonly #back = new Map<string, string>();

  constructor(origins: readonly [string, string]) {
    this.#origins = origins;
  }

  /** The first difference between two responses. Undefined if there is no difference. */
  difference(one: unknown, other: unknown, path = ''): string | undefined {
    if (Object.is(one, other)) return undefined;
    if (typeof one === 'string' && typeof other === 'string' && this.#isSameText(one, other))
      return undefined;
    if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
      return `${path || 'the whole'}: ${JSON.stringify(one)?.slice(0, 300)} and ${JSON.stringify(other)?.slice(0, 300)}`;
    }
    const names = Object.keys(one);
    if (names.join() !== Object.keys(other).join()) return `${path}: ${names} and ${Object.keys(other)}`;
    for (const name of names) {
      if (incomparable.has(name)) continue;
      const parts = [one, other].map((whole) => (whole as Record<string, unknown>)[name]);
      const found = this.difference(parts[0], parts[1], `${path}.${name}`);
      if (found) return found;
    }
    return undefined;
  }

  #isSameText(one: string, other: string): boolean {
    const [a, b] = [one, other].map((text, index) => text.replaceAll(this.#origins[index]!, ''));
    if (a!.replace(madeUp, '#') !== b!.replace(madeUp, '#')) return false;
    const others = b!.match(madeUp) ?? [];
    return (a!.match(madeUp) ?? []).every((name, index) => this.#arePaired(name, others[index]!));
  }

  #arePaired(one: string, other: string): boolean {
    if (!this.#other.has(one) && !this.#back.has(other)) {
      this.#other.set(one, other);
      this.#back.set(other, one);
    }
    return this.#other.get(one) === other && this.#back.get(other) === one;
  }
}
