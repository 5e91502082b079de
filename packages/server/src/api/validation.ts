import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { TSchema } from 'typebox';
import { Failure } from '../failure.ts';
import { addValueFormats } from '../value-formats.ts';
import { describeProblem } from './describe-problem.ts';
import { withoutNulls } from './without-nulls.ts';

const options = { allErrors: true, verbose: true, strict: false, allowUnionTypes: true } as const;

/** Bodies are JSON: a number in quotes is not a number. */
const bodies = addValueFormats(new Ajv(options));
/** Addresses are text: `size=10` means a number. */
const addresses = addValueFormats(new Ajv({ ...options, coerceTypes: true }));

export type Part = 'params' | 'query' | 'body';

/** Answers the checked value, or throws INVALID_PARAMETERS that names each field and what is wrong with it. */
export type Validator = (value: unknown) => unknown;

export function validatorOf(part: Part, schema: TSchema | undefined): Validator {
  if (!schema) return () => undefined;
  const validate = (part === 'body' ? bodies : addresses).compile(schema);
  return (value) => {
    if (part === 'body' && value === undefined && !hasRequired(schema)) return {};
    if (part === 'body' && value === undefined)
      throw new Failure('INVALID_PARAMETERS', 'A JSON body is needed.');
    vetContent(value);
    const given =
      part === 'query' ? withoutEmpty(value) : part === 'body' ? withoutNulls(schema, value) : value;
    if (!validate(given)) throw refusal(part, validate);
    return given;
  };
}

/** `?userId=` is what forms and clients send for "no filter". */
function withoutEmpty(query: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query ?? {}).filter(([, value]) => value !== ''));
}

const hasRequired = (schema: TSchema): boolean =>
  ((schema as { required?: string[] }).required ?? []).length > 0;

/** At most this many problems are told at once. */
const toldProblems = 5;

function refusal(part: Part, validate: ValidateFunction): Failure {
  const told = new Map<string, string>();
  for (const error of withoutConsequences(validate.errors ?? [])) {
    const { field, problem } = describeProblem(error);
    if (!told.has(field)) told.set(field, problem);
  }
  const lines = [...told]
    .slice(0, toldProblems)
    .map(([field, problem]) => `${field || `the ${part}`}: ${problem}`);
  return new Failure('INVALID_PARAMETERS', `${lines.join('; ')}.`);
}

/** The branches of an `anyOf` that failed say less than the `anyOf` itself. */
function withoutConsequences(errors: ErrorObject[]): ErrorObject[] {
  const forks = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'propertyNames');
  const isBranch = (error: ErrorObject) =>
    forks.some(
      (fork) =>
        fork !== error &&
        error.instancePath === fork.instancePath &&
        error.schemaPath.startsWith(fork.schemaPath),
    ) || error.propertyName !== undefined;
  return errors.filter((error) => !isBranch(error));
}

/** Deeper than any resource; whatever follows a value by recursion ends long before the stack does. */
const deepest = 64;

/** PostgreSQL's text holds no NUL, so none is taken in. */
function vetContent(value: unknown, depth = 0): void {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new Failure('INVALID_PARAMETERS', 'A text holds the character U+0000.');
  } else if (typeof value === 'object' && value !== null) {
    if (depth > deepest)
      throw new Failure('INVALID_PARAMETERS', `The body is nested deeper than ${deepest} levels.`);
    for (const [name, part] of Object.entries(value)) {
      vetContent(name);
      vetContent(part, depth + 1);
    }
  }
}
