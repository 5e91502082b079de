import {
  type Reference,
  type ReferenceOperation,
  readReference,
  referencePath,
} from '@winkwire/contract/testing/reference';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import Type from 'typebox';
import type { Operation } from '../api/operation.ts';
import { routes } from '../api/routes.ts';

const ajv = new Ajv({ allErrors: true, strict: false });
addFormats.default(ajv);

const reference: Reference | undefined = referencePath ? readReference(referencePath) : undefined;

/** Matches the paths of the reference that are not in our contract. The reference is an OpenAPI file. */
const outOfScope =
  /^\/(alpha|beta|forms|verifications|signals|footprints|maws|validations|blacklists|socialSecurities|employers|archives\/-)|\/exports\b/;

/** Without the names of parameters, such as `GET /users/{}`. */
const nameOf = (method: string, path: string): string =>
  `${method} ${path.replace(/^\/v1/, '').replaceAll(/:\w+|\{\w+\}/g, '{}')}`;

export const publishedOperations: Operation[] = routes.filter(
  ({ internal, access }) => !internal && access === 'key',
);

const referenceOperations: ReferenceOperation[] = (reference?.operations ?? []).filter(
  ({ path }) => !outOfScope.test(path),
);

/** The operations that require an API key, and those of the reference that are in scope. */
export const operationNames: string[] = [
  ...new Set([
    ...publishedOperations.map(({ method, path }) => nameOf(method, path)),
    ...referenceOperations.map(({ method, path }) => nameOf(method, path)),
  ]),
].sort();

/** Lists how a successful response violates our contract. Also checks the reference file, if there is a copy of it. */
export function violationsOf(name: string, response: { status: number; body: unknown }): string[] {
  const ours = publishedOperations.find(({ method, path }) => nameOf(method, path) === name);
  if (!ours) return [`${name} is not one of our operations`];
  const validate = ajv.compile(
    Type.Object(
      {
        code: Type.Literal(ours.status === 201 ? 'CREATED' : 'OK'),
        message: Type.String({ minLength: 1 }),
        requestId: Type.String({ pattern: '^req-[0-9a-f]{32}$' }),
        data: ours.data,
      },
      { additionalProperties: false },
    ),
  );
  const complaints: string[] = [];
  if (response.status !== (ours.status ?? 200)) complaints.push(`status ${response.status}`);
  if (!validate(response.body)) {
    for (const { instancePath, message } of validate.errors ?? [])
      complaints.push(`${instancePath} ${message}`);
  }
  const theirs = referenceOperations.find(({ method, path }) => nameOf(method, path) === name);
  if (theirs && reference) {
    if (theirs.status !== response.status) complaints.push(`the reference returns ${theirs.status}`);
    for (const complaint of reference.violationsOfResponse(theirs, response.body))
      complaints.push(`reference: ${complaint}`);
  }
  return complaints;
}
