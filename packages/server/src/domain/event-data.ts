/** In characters. For smaller data, walking it once per filter is faster than indexing it by path. */
const indexedFrom = 4096;

/**
 * How many members of lists, and properties of those, the filters of one event may examine together: about 30 ms. A
 * thousand filters that each search a long list in vain would take a second or more and block all writes.
 */
const mostSteps = 150_000;

/** An event's `data` for filters. It is parsed on first use, and once for all filters. */
export class EventData {
  readonly #body: string;
  #parsed: { data: unknown } | undefined;
  #paths: ValuesAt | undefined;
  #steps = mostSteps;

  constructor(body: string) {
    this.#body = body;
  }

  /** Whether the filters of this event may examine this many more members and properties. */
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

/** All values at one path of the data, with lists flattened. Each level is indexed on first use. */
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

  /** Undefined when there are no values. */
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
