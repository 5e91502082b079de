import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import type { TSchema } from 'typebox';
import { addLengthKeywords } from '../platform/count-characters.ts';
import { describeViolation } from '../platform/describe-violation.ts';
import { Failure } from '../platform/failure.ts';
import { addValueFormats } from '../platform/value-formats.ts';
import { vetContent } from './vet-content.ts';
import { withoutConsequences } from './without-consequences.ts';
import { withoutNulls } from './without-nulls.ts';

/*
 * The cost of validation is bounded. `first` stops at the first violation. `all` finds every violation, but its cost
 * grows with the square of the value's size, so it only validates small values.
 */

const options: Options = { verbose: true, strict: false, allowUnionTypes: true };
const first = addLengthKeywords(addValueFormats(new Ajv(options)));
const all = addLengthKeywords(addValueFormats(new Ajv({ ...options, allErrors: true })));

/** If a body has more values than this, only its first violation is reported. */
const smallBody = 500;

/** An error about the whole value begins with this word, as in `the body: ...`. */
export type Part = 'params' | 'query' | 'body' | 'event';

/** Returns the validated value. Throws INVALID_PARAMETERS, whose message names up to five wrong fields. */
export type Validator = (value: unknown) => unknown;

export function validatorOf(part: Part, schema: TSchema | undefined): Validator {
  if (!schema) return () => undefined;
  let validate: ValidateFunction | undefined;
  return (value) => {
    // Compiling all schemas at the start would take a sixth of the time that the server needs to start.
    validate ??= first.compile(schema);
    if (part === 'body' && value === undefined && !hasRequired(schema)) return {};
    if (part === 'body' && value === undefined)
      throw new Failure('INVALID_PARAMETERS', 'A JSON body is required.');
    const values = vetContent(value);
    const given = part === 'body' || part === 'event' ? withoutNulls(schema, value) : value;
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

const mostReported = 5;

function refusal(part: Part, errors: ErrorObject[]): Failure {
  const reported = new Map<string, string>();
  for (const error of withoutConsequences(errors)) {
    const { field, reason } = describeViolation(error);
    if (!reported.has(field)) reported.set(field, reason);
    if (reported.size === mostReported) break;
  }
  const lines = [...reported].map(([field, problem]) => `${field || `the ${part}`}: ${problem}`);
  const [field] = reported.keys();
  return new Failure('INVALID_PARAMETERS', `${lines.join('; ')}.`, field || null);
}
