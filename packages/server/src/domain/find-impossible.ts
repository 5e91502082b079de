import { catalogue } from '@winkwire/contract/events/catalogue';
import leven from 'leven';
import type { EventFilter } from './event-filter.ts';
import { typeMatcher } from './subscription.ts';

/** The part of JSON Schema that the catalogue of events uses. */
interface Schema {
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  allOf?: Schema[];
}

/**
 * Explains why a filter can never match an event of the chosen types. Undefined if it can match one.
 *
 * A filter can only match if one chosen type has all properties that the filter names. An event whose type is not in
 * the catalogue may have any property.
 */
export function findImpossible(filter: EventFilter, eventTypes: readonly string[]): string | undefined {
  if (!eventTypes.every(isKnown)) return undefined;
  const chosen = typeMatcher(eventTypes);
  const shapes = Object.entries(catalogue).flatMap(([type, { data }]) =>
    chosen(type) ? [data as Schema] : [],
  );
  if (shapes.length === 0 || shapes.some((shape) => missingIn(filter, [shape]).length === 0))
    return undefined;
  const [missing] = missingIn(filter, shapes);
  if (!missing)
    return 'No chosen event type has all properties that the filter names, so the filter never matches.';
  const nearest = nearestTo(missing.property, missing.known);
  const hint = nearest ? ` Did you mean ${nearest}?` : '';
  return `No chosen event type has the property ${missing.path}, so the filter never matches.${hint}`;
}

/** Whether a chosen type, prefix or `ALL_EVENTS` stands for a type in the catalogue. */
const isKnown = (chosen: string): boolean => Object.keys(catalogue).some(typeMatcher([chosen]));

interface Missing {
  path: string;
  property: string;
  /** The names of the properties that the object has. */
  known: string[];
}

function missingIn(filter: EventFilter, shapes: readonly Schema[], path = ''): Missing[] {
  const objects = shapes.flatMap(branchesOf);
  return Object.entries(filter).flatMap(([property, wanted]) => {
    const below = objects.flatMap((object) => propertyOf(object, property));
    const inside = path === '' ? property : `${path}.${property}`;
    if (below.length === 0) {
      const known = objects.flatMap(({ properties = {} }) => Object.keys(properties));
      return [{ path: inside, property, known: [...new Set(known)] }];
    }
    const isObject = typeof wanted === 'object' && wanted !== null && !Array.isArray(wanted);
    return isObject && !below.some(isOpen) ? missingIn(wanted, below, inside) : [];
  });
}

/** A list matches when one of its members does, so the schema of the members counts too. */
const branchesOf = (schema: Schema): Schema[] => [
  schema,
  ...[...(schema.anyOf ?? []), ...(schema.allOf ?? []), ...(schema.items ? [schema.items] : [])].flatMap(
    branchesOf,
  ),
];

function propertyOf(object: Schema, property: string): Schema[] {
  const named = object.properties && Object.hasOwn(object.properties, property);
  if (named) return [object.properties?.[property] ?? {}];
  const patterns = Object.entries(object.patternProperties ?? {});
  const fitting = patterns.filter(([pattern]) => new RegExp(pattern).test(property));
  if (fitting.length > 0) return fitting.map(([, schema]) => schema);
  return typeof object.additionalProperties === 'object' ? [object.additionalProperties] : [];
}

const isOpen = (schema: Schema): boolean =>
  !('type' in schema || 'const' in schema || 'enum' in schema || schema.anyOf || schema.allOf);

/** Undefined if every name differs in more than half of the letters. */
function nearestTo(property: string, known: readonly string[]): string | undefined {
  const byDistance = known
    .map((name) => ({ name, distance: leven(name.toLowerCase(), property.toLowerCase()) }))
    .filter(({ distance }) => distance <= property.length / 2)
    .sort((one, other) => one.distance - other.distance);
  return byDistance[0]?.name;
}
