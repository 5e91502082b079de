import { nameSome } from '@winkwire/contract/name-some';
import { plural } from '@winkwire/contract/plural';
import { dayForm, timeForm } from '@winkwire/contract/read-time';
import type { ErrorObject } from 'ajv';
import { countCharacters } from './count-characters.ts';
import { shorten } from './shorten.ts';

export interface Violation {
  /** Such as `company.name` or `eventTypes[2]`. Empty if the violation is about the whole value. */
  field: string;
  reason: string;
}

type Describe = (error: ErrorObject) => string;

const withArticle = (word: string): string => (/^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`);
const kindOf = (value: unknown): string =>
  value === null ? 'null' : withArticle(Array.isArray(value) ? 'array' : typeof value);
const lengthOf = (value: unknown): number =>
  typeof value === 'string' ? countCharacters(value) : Number.NaN;
const noun = (schema: unknown): string => {
  const { description } = (schema ?? {}) as { description?: string };
  return description ? ` (${description.replace(/\.$/, '')})` : '';
};

const formats: Record<string, string> = {
  date: dayForm,
  'date-time': timeForm,
  email: 'an e-mail address',
  uri: 'a URL',
};

/** Messages for the client's developer. They never repeat a value, because it may be a secret. */
const descriptions: Record<string, Describe> = {
  required: () => 'is missing',
  type: ({ params, data }) => {
    const wanted = [params.type].flat().filter((type) => type !== 'null');
    return `has to be ${wanted.map(withArticle).join(' or ')}, not ${kindOf(data)}`;
  },
  minLength: ({ params, data }) =>
    `has to be at least ${plural(params.limit, 'character')} long, not ${lengthOf(data)}`,
  maxLength: ({ params, data }) =>
    `may be at most ${plural(params.limit, 'character')} long, not ${lengthOf(data)}`,
  minimum: ({ params }) => `has to be at least ${params.limit}`,
  maximum: ({ params }) => `may be at most ${params.limit}`,
  exclusiveMinimum: ({ params }) => `has to be more than ${params.limit}`,
  exclusiveMaximum: ({ params }) => `has to be less than ${params.limit}`,
  minItems: ({ params }) => `needs at least ${plural(params.limit, 'item')}`,
  maxItems: ({ params }) => `may have at most ${plural(params.limit, 'item')}`,
  uniqueItems: () => 'must not repeat an item',
  maxProperties: ({ params }) => `may have at most ${plural(params.limit, 'entry', 'entries')}`,
  minProperties: ({ params }) => `needs at least ${plural(params.limit, 'entry', 'entries')}`,
  enum: ({ params }) => `has to be one of ${listed(params.allowedValues)}`,
  const: ({ params }) => `has to be ${JSON.stringify(params.allowedValue)}`,
  format: ({ params }) => `has to be ${formats[params.format] ?? `in the format ${params.format}`}`,
  time: () => `has to be ${timeForm}`,
  pattern: ({ params, parentSchema }) =>
    idForm(params.pattern) ?? `does not match the required format${noun(parentSchema)}`,
  additionalProperties: () => 'is not a known field',
  propertyNames: ({ schema }) => `is not a permitted name${noun(schema)}`,
};

/** Returns undefined if the pattern does not describe an id. */
function idForm(pattern: string): string | undefined {
  const [, prefixes] = /^\^\(?([\w|]+)\)?-\[0-9a-f\]\{32\}\$$/.exec(pattern) ?? [];
  if (prefixes === undefined) return undefined;
  const beginnings = prefixes.split('|').map((prefix) => `${prefix}-`);
  return `has to be ${beginnings.join(' or ')} and 32 hexadecimal digits`;
}

function listed(values: unknown[]): string {
  const words = values.filter((value) => value !== null).map(String);
  return nameSome(words, 12);
}

export function describeViolation(error: ErrorObject): Violation {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (error.keyword === 'required') path.push(error.params.missingProperty);
  if (error.keyword === 'additionalProperties') path.push(shortened(error.params.additionalProperty));
  if (error.keyword === 'propertyNames') path.push(shortened(error.params.propertyName));
  const describe =
    descriptions[error.keyword] ?? (({ parentSchema }) => `is not accepted${noun(parentSchema)}`);
  return { field: fieldName(path), reason: describe(error) };
}

const fieldName = (path: string[]): string =>
  path.reduce((name, part) => {
    if (/^\d+$/.test(part)) return `${name}[${part}]`;
    // Clients choose the names in a map, so unusual ones are put in quotes.
    if (!/^[^\s"[\]]+$/.test(part)) return `${name}[${JSON.stringify(part)}]`;
    return name ? `${name}.${part}` : part;
  }, '');

const shortened = (name: string): string => shorten(name, 60);
