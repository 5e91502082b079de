import * as resources from '@winkwire/contract/resources';
import type { TSchema } from 'typebox';

/** The document refers to schemas in `components`, such as `User`, instead of repeating them. */
export class ComponentSchemas {
  readonly #names = new Map<unknown, string>();
  readonly #used = new Map<string, unknown>();

  constructor() {
    for (const [name, value] of Object.entries(resources)) {
      const isResource = /^[A-Z]/.test(name) && typeof value === 'object' && 'properties' in value;
      if (isResource) this.#names.set(value, name);
    }
  }

  /** Returns the schema with a reference in place of each resource. */
  refer(schema: TSchema): unknown {
    return this.#walk(schema);
  }

  /** Gives a name to a schema that is not a resource, and returns a reference to it. */
  define(name: string, schema: TSchema): unknown {
    this.#names.set(schema, name);
    return this.#walk(schema);
  }

  all(): Record<string, unknown> {
    return Object.fromEntries([...this.#used].sort(([one], [other]) => one.localeCompare(other)));
  }

  #walk(value: unknown): unknown {
    const name = this.#names.get(value);
    if (name === undefined) return this.#copy(value);
    if (!this.#used.has(name)) {
      // The name is registered before the parts of the schema are visited, because a schema may contain itself.
      this.#used.set(name, {});
      this.#used.set(name, this.#copy(value));
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  #copy(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#walk(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, this.#walk(part)]));
  }
}
