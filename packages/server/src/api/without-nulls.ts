import type { TSchema } from 'typebox';

interface Schema {
  type?: string | string[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
}

/**
 * Leaves out optional properties that are null although their schema does not permit null. Many clients send null for
 * everything that they do not set.
 */
export const withoutNulls = (schema: TSchema, value: unknown): unknown => drop(schema as Schema, value);

function drop(schema: Schema, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.map((item) => drop(items, item)) : value;
  }
  const { properties, required = [] } = schema;
  if (typeof value !== 'object' || value === null || !properties) return value;
  const kept = Object.entries(value).flatMap(([name, part]): [string, unknown][] => {
    const of = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (!of) return [[name, part]];
    if (part === null && !required.includes(name) && !acceptsNull(of)) return [];
    return [[name, drop(of, part)]];
  });
  return Object.fromEntries(kept);
}

const acceptsNull = ({ type, anyOf }: Schema): boolean =>
  anyOf ? anyOf.some(acceptsNull) : type === undefined || [type].flat().includes('null');
