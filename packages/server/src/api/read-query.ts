// biome-ignore-all lint/style/noNonNullAssertion: `given` contains only names of `properties`
import leven from 'leven';
import { Failure } from '../platform/failure.ts';
import { cut } from '../platform/shorten.ts';
import type { Operation } from './operation.ts';
import { originalOperations } from './original-operations.ts';
import { readPairs } from './read-pairs.ts';
import { readText } from './read-text.ts';

interface Property {
  type?: string | string[];
  anyOf?: Property[];
  format?: string;
}

export type ReadQuery = (url: string) => Record<string, unknown>;

/**
 * Returns a function that converts a query's texts to values. It throws INVALID_PARAMETERS for an unknown, repeated or
 * unreadable parameter, and if one of `ownerParameters` is blank. Other blank parameters are left out. The schema's
 * other rules are checked afterwards.
 */
export function queryReaderOf(operation: Pick<Operation, 'access' | 'id' | 'internal' | 'query'>): ReadQuery {
  const { properties = {} } = (operation.query ?? {}) as { properties?: Record<string, Property> };
  const ignoresUnknown = ignoresUnknownParameters(operation);
  return (url) => {
    const start = url.indexOf('?');
    if (start < 0) return {};
    const given = new Map<string, string[]>();
    for (const [name, value] of readPairs(asText(url.slice(start + 1)))) {
      if (!Object.hasOwn(properties, name)) {
        if (!ignoresUnknown) throw unknown(name, Object.keys(properties));
        continue;
      }
      const values = given.get(name);
      if (values) values.push(value);
      else given.set(name, [value]);
    }
    const read: Record<string, unknown> = {};
    for (const [name, values] of given) {
      const value = readValue(name, values, properties[name]!);
      if (value !== undefined) read[name] = value;
    }
    return read;
  };
}

/** Node passes the bytes of a URL as Latin-1. */
const asText = (query: string): string =>
  /[\x80-\xff]/.test(query) ? readText(Buffer.from(query, 'latin1'), 'The query') : query;

/**
 * Some operations ignore unknown parameters. Existing integrations and links to public pages may contain them, and
 * during an upgrade, a newer page may send them to an older server.
 */
const ignoresUnknownParameters = ({ access, id, internal }: Pick<Operation, 'access' | 'id' | 'internal'>) =>
  originalOperations.has(id) || access === 'public' || internal === true;

/**
 * If one of these parameters is blank, a variable of the client is probably empty. Ignoring the parameter would return
 * the data of all users.
 */
const ownerParameters: ReadonlySet<string> = new Set([
  'userId',
  'sourceId',
  'accountId',
  'reference',
  'sessionId',
  'id',
  'eventId',
  'webhookId',
]);

function readValue(name: string, values: string[], property: Property): unknown {
  const types = typesOf(property);
  if (values.length > 1) {
    if (types.has('array')) return values;
    throw new Failure('INVALID_PARAMETERS', `${shown(name)}: is given more than once.`);
  }
  const [text] = values as [string];
  if (text.trim() === '') {
    if (!ownerParameters.has(name)) return undefined;
    throw new Failure('INVALID_PARAMETERS', `${name}: is blank. Give an id, or leave the parameter out.`);
  }
  if (types.has('integer')) return readInteger(name, text);
  // A plus that was not escaped arrives as a space. A space between a time and its offset must have been a plus.
  if (property.format === 'date-time') return text.replace(/ (?=\d\d:\d\d$)/, '+');
  if (types.has('boolean')) return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

function readInteger(name: string, text: string): number {
  if (!/^(0|[1-9]\d*)$/.test(text))
    throw new Failure('INVALID_PARAMETERS', `${name}: has to be a whole number in digits, such as 10.`);
  // `Number` turns a number with too many digits into Infinity, and the error would say that it is not an integer. For
  // the largest finite number, the error names the field's maximum.
  return Math.min(Number(text), Number.MAX_VALUE);
}

const typesOf = ({ type = [], anyOf = [] }: Property): Set<string> =>
  new Set([type, ...anyOf.map((one) => one.type ?? [])].flat());

function unknown(name: string, known: readonly string[]): Failure {
  const nearest = known.toSorted((one, other) => distance(name, one) - distance(name, other))[0];
  const hint = nearest === undefined ? 'this operation has no parameters' : `the nearest name is ${nearest}`;
  return new Failure('INVALID_PARAMETERS', `${shown(name)}: is not a known parameter; ${hint}.`);
}

/** Cuts the given name, because the time for comparing two names grows with the product of their lengths. */
const distance = (name: string, known: string): number =>
  leven(name.slice(0, 60).toLowerCase(), known.toLowerCase());

const shown = (name: string): string => (name.length > 60 ? `${cut(name, 60)}...` : name);
