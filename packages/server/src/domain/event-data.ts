/** In characters. Indexing the data by path only saves time for longer data. */
const indexedFrom = 4096;

/**
 * How many steps all filters may take for one event, which is about 30 ms. Otherwise, a thousand filters that search a
 * long list would block all writes for a second or more.
 */
const mostSteps = 150_000;

/** The `data` of an event, parsed at its first use, once for all filters. */
export class EventData {
  readonly #body: string;
  #parsed: { data: unknown } | undefined;
  #paths: ValuesAt | undefined;
  #steps = mostSteps;

  constructor(body: string) {
    this.#body = body;
  }

  /** Counts members and properties that a filter is about to examine. False if they exceed the limit for this event. */
  spend(steps: number): boolean {
    this.#steps -= steps;
    return this.#steps >= 0;
  }

  get isLarge(): boolean {
    return this.#body.length > indexedFrom;
  }

  get value(): unknown {
    this.#parsed ??= JSON.parse(this.#body) as { data: unknown };
    return this.#parsed.data;
  }

  get paths(): ValuesAt {
    this.#paths ??= new ValuesAt([this.value]);
    return this.#paths;
  }
}

/** All values at one path, with lists flattened. Each level is indexed when it is first used. */
export class ValuesAt {
  readonly #scalars = new Set<unknown>();
  readonly #objects: object[] = [];
  #byProperty: Map<string, unknown[]> | undefined;
  readonly #below = new Map<string, ValuesAt>();

  constructor(values: readonly unknown[]) {
    this.#add(values);
  }

  get hasObject(): boolean {
    return this.#objects.length > 0;
  }

  hasAnyOf(wanted: ReadonlySet<unknown>): boolean {
    const [fewer, more] =
      wanted.size < this.#scalars.size ? [wanted, this.#scalars] : [this.#scalars, wanted];
    for (const one of fewer) if (more.has(one)) return true;
    return false;
  }

  at(property: string): ValuesAt | undefined {
    const known = this.#below.get(property);
    if (known) return known;
    this.#byProperty ??= byProperty(this.#objects);
    const values = this.#byProperty.get(property);
    if (!values) return undefined;
    const below = new ValuesAt(values);
    this.#below.set(property, below);
    return below;
  }

  #add(values: readonly unknown[]): void {
    for (const value of values) {
      if (Array.isArray(value)) this.#add(value);
      else if (typeof value === 'object' && value !== null) this.#objects.push(value);
      else this.#scalars.add(value);
    }
  }
}

function byProperty(objects: readonly object[]): Map<string, unknown[]> {
  const sorted = new Map<string, unknown[]>();
  for (const object of objects) {
    for (const [property, value] of Object.entries(object)) {
      const values = sorted.get(property);
      if (values) values.push(value);
      else sorted.set(property, [value]);
    }
  }
  return sorted;
}
