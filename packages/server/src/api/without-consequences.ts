import type { ErrorObject } from 'ajv';

const forks = new Set(['anyOf', 'propertyNames']);
const lengths = new Set(['maxItems', 'maxProperties']);

/**
 * The errors without those that only follow from another one. The failed branches of an `anyOf` say less than the
 * `anyOf` itself, and errors inside a list that is too long do not matter yet.
 */
export function withoutConsequences(errors: readonly ErrorObject[]): ErrorObject[] {
  const forksAt = new Map<string, Set<string>>();
  for (const { keyword, instancePath, schemaPath } of errors) {
    // A set, because a record with a thousand bad names has only one fork.
    if (forks.has(keyword))
      forksAt.set(instancePath, (forksAt.get(instancePath) ?? new Set()).add(schemaPath));
  }
  const tooLong = new Set(
    errors.filter(({ keyword }) => lengths.has(keyword)).map(({ instancePath }) => instancePath),
  );
  const isBranch = ({ propertyName, instancePath, schemaPath }: ErrorObject) =>
    propertyName !== undefined ||
    [...(forksAt.get(instancePath) ?? [])].some((fork) => fork !== schemaPath && schemaPath.startsWith(fork));
  return errors.filter((error) => !isBranch(error) && !ancestors(error).some((path) => tooLong.has(path)));
}

/** `/a/0` has the ancestors `/a` and ``. */
function ancestors({ instancePath }: ErrorObject): string[] {
  const parts = instancePath.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
