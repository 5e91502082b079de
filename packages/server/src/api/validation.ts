import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import type { TSchema } from 'typebox';
import { Failure } from '../platform/failure.ts';
import { addValueFormats } from '../platform/value-formats.ts';
import { addLengthKeywords } from './count-characters.ts';
import { describeViolation } from './describe-violation.ts';
import { vetContent } from './vet-content.ts';
import { withoutConsequences } from './without-consequences.ts';
import { withoutNulls } from './without-nulls.ts';

/*
 * What a request costs is bounded before what it means is looked at:
 * - Every schema has bounds, and a length is checked before anything inside (bounds.test.ts).
 * - The first problem ends the check. `allErrors` made the cost grow with the square of the body.
 * - Only a small value is checked again, for the few next problems that are told with the first.
 */

const options: Options = { verbose: true, strict: false, allowUnionTypes: true };
const first = addLengthKeywords(addValueFormats(new Ajv(options)));
const all = addLengthKeywords(addValueFormats(new Ajv({ ...options, allErrors: true })));

/** A body with more values is told its first problem alone. */
const smallBody = 500;

export type Part = 'params' | 'query' | 'body';

/** Answers the checked value, or throws INVALID_PARAMETERS that names each field and what is wrong with it. */
export type Validator = (value: unknown) => unknown;

export function validatorOf(part: Part, schema: TSchema | undefined): Validator {
  if (!schema) return () => undefined;
  const validate = first.compile(schema);
  return (value) => {
    if (part === 'body' && value === undefined && !hasRequired(schema)) return {};
    if (part === 'body' && value === undefined)
      throw new Failure('INVALID_PARAMETERS', 'A JSON body is needed.');
    const values = vetContent(value);
    const given = part === 'body' ? withoutNulls(schema, value) : value;
    if (validate(given)) return given;
    const errors = values <= smallBody ? errorsOf(all.compile(schema), given) : validate.errors;
    throw refusal(part, errors ?? validate.errors ?? []);
  };
}

function errorsOf(validate: ValidateFunction, value: unknown): ErrorObject[] | null | undefined {
  validate(value);
  return validate.errors;
}

const hasRequired = (schema: TSchema): boolean =>
  ((schema as { required?: string[] }).required ?? []).length > 0;

/** At most this many problems are told at once. */
const mostReported = 5;

function refusal(part: Part, errors: ErrorObject[]): Failure {
  const told = new Map<string, string>();
  for (const error of withoutConsequences(errors)) {
    const { field, reason } = describeViolation(error);
    if (!told.has(field)) told.set(field, reason);
    if (told.size === mostReported) break;
  }
  const lines = [...told].map(([field, problem]) => `${field || `the ${part}`}: ${problem}`);
  return new Failure('INVALID_PARAMETERS', `${lines.join('; ')}.`);
}
