import type { ErrorObject } from 'ajv';

const forks = new Set(['anyOf', 'propertyNames']);
const lengths = new Set(['maxItems', 'maxProperties']);

/**
 * Leaves out errors that only follow from another error: those in the branches of an `anyOf`, those about a single
 * property name, and those inside a list or map with too many entries.
 */
export function withoutConsequences(errors: readonly ErrorObject[]): ErrorObject[] {
  const forksAt = new Map<string, Set<string>>();
  for (const { keyword, instancePath, schemaPath } of errors) {
    // A map with a thousand bad names has a thousand errors with the same schema path, so the paths are kept in a set.
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

/** The ancestors of `/a/0` are `/a` and the empty path. */
function ancestors({ instancePath }: ErrorObject): string[] {
  const parts = instancePath.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
