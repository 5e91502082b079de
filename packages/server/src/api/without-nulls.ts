import type { TSchema } from 'typebox';

interface Schema {
  type?: string | string[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
}

/**
 * Leaves out optional properties that are null, unless the schema permits null. Many clients send null for every
 * property that they do not set.
 */
export const withoutNulls = (schema: TSchema, value: unknown): unknown => drop(schema as Schema, value);

/** Usually nothing is left out, and `value` itself is returned. */
function drop(schema: Schema, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return schema.items ? dropInItems(schema.items, value) : value;
  return schema.properties ? dropInObject(schema, value as Record<string, unknown>) : value;
}

function dropInItems(items: Schema, value: unknown[]): unknown[] {
  const kept = value.map((item) => drop(items, item));
  return kept.every((item, index) => item === value[index]) ? value : kept;
}

function dropInObject(
  { properties = {}, required = [] }: Schema,
  value: Record<string, unknown>,
): Record<string, unknown> {
  let kept = value;
  for (const name of Object.keys(value)) {
    const of = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (!of) continue;
    const part = value[name];
    const isLeftOut = part === null && !required.includes(name) && !acceptsNull(of);
    const next = isLeftOut ? undefined : drop(of, part);
    if (next === part) continue;
    if (kept === value) kept = { ...value };
    if (isLeftOut) delete kept[name];
    else kept[name] = next;
  }
  return kept;
}

const acceptsNull = ({ type, anyOf }: Schema): boolean =>
  anyOf ? anyOf.some(acceptsNull) : type === undefined || [type].flat().includes('null');
