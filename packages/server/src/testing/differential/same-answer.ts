/** Ids, tokens, digests, cursors, masked secrets: what a server makes up, and the other makes up in its own way. */
const madeUp = /whsec_[A-Za-z0-9+/]{4}\*+|[A-Za-z0-9_+/=-]{16,}(?:\.[A-Za-z0-9_+/=-]+)*/g;

/** Fields that tell about the request or the clock of the machine, and about nothing that is stored. */
const incomparable = new Set(['requestId', 'durationMs']);

/** Compares answers of two servers that make up their own ids: the same name on one is the same name on the other. */
export class SameAnswer {
  readonly #origins: readonly [string, string];
  readonly #other = new Map<string, string>();
  readonly #back = new Map<string, string>();

  constructor(origins: readonly [string, string]) {
    this.#origins = origins;
  }

  /** Where they differ first, and how; undefined when they say the same. */
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
