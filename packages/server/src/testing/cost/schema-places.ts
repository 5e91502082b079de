import type { TSchema } from 'typebox';

interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  format?: string;
  minLength?: number;
  minimum?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  minItems?: number;
  anyOf?: Schema[];
  examples?: unknown[];
}

/** A place in a body that an attack can fill with a very large value. */
export interface Place {
  /** Such as `events[].arguments`. */
  name: string;
  kind: 'list' | 'record' | 'text' | 'number';
  schema: Schema;
  /** Returns a body that has the value at this place and is valid elsewhere. */
  whole(value: unknown): unknown;
}

export function placesOf(schema: TSchema): Place[] {
  return walk(schema as Schema, '', (value) => value);
}

function walk(schema: Schema, name: string, whole: Place['whole']): Place[] {
  if (schema.enum || schema.const !== undefined) return [];
  if (schema.anyOf) return schema.anyOf.flatMap((branch) => walk(branch, name, whole));
  const types = [schema.type ?? []].flat();
  const here = (kind: Place['kind']): Place => ({ name: name || 'the whole', kind, schema, whole });
  const places: Place[] = [];
  if (types.includes('string')) places.push(here('text'));
  if (types.includes('integer') || types.includes('number')) places.push(here('number'));
  if (types.includes('array')) {
    places.push(here('list'));
    places.push(...walk(schema.items ?? {}, `${name}[]`, (value) => whole([value])));
  }
  if (types.includes('object') || types.length === 0) {
    places.push(here('record'));
    const valid = validValue(schema) as Record<string, unknown>;
    for (const [key, part] of Object.entries(schema.properties ?? {})) {
      const at = name ? `${name}.${key}` : key;
      places.push(...walk(part, at, (value) => whole({ ...valid, [key]: value })));
    }
    if (typeof schema.additionalProperties === 'object') {
      places.push(...walk(schema.additionalProperties, `${name}.a`, (value) => whole({ a: value })));
    }
  }
  return places;
}

/** A small value that the schema accepts, preferably its example. */
export function validValue(schema: Schema): unknown {
  if (schema.examples?.length) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return validValue(schema.anyOf[0]!);
  switch ([schema.type ?? 'object'].flat()[0]) {
    case 'string':
      return validText(schema);
    case 'integer':
    case 'number':
      return schema.minimum ?? 0;
    case 'boolean':
      return true;
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => validValue(schema.items ?? {}));
    case 'null':
      return null;
    default:
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, validValue(schema.properties?.[name] ?? {})]),
      );
  }
}

function validText({ pattern = '', format, minLength = 0 }: Schema): string {
  const [, prefix] = /^\^([a-z]+-)\[0-9a-f\]\{32\}\$$/.exec(pattern) ?? [];
  if (prefix) return prefix + '0'.repeat(32);
  if (format === 'date-time') return '2026-04-21T09:30:00Z';
  if (format === 'email') return 'a@example.com';
  return 'a'.repeat(minLength);
}
