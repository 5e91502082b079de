import secureJson from 'secure-json-parse';
import { Failure } from '../platform/failure.ts';
import { holdsMoreValues, mostValues } from './count-values.ts';

/**
 * Throws INVALID_PARAMETERS if the text is not valid JSON or has too many values. The message begins with `what`, for
 * example `The body`.
 */
export function parseJson(text: string, what: string): unknown {
  if (holdsMoreValues(text, mostValues)) {
    throw new Failure('INVALID_PARAMETERS', `${what} may contain at most ${mostValues} values.`);
  }
  try {
    return secureJson.parse(text, { protoAction: 'error', constructorAction: 'error' });
  } catch (error) {
    throw new Failure('INVALID_PARAMETERS', `${what} is not valid JSON: ${reasonOf(error as Error)}`);
  }
}

/** The parser's own message is not used, because it may quote a secret. */
function reasonOf(error: Error): string {
  const [, position] = /at position (\d+)/.exec(error.message) ?? [];
  if (position) return `look at character ${Number(position) + 1}.`;
  if (/end of JSON/i.test(error.message)) return 'the text ends too early.';
  return 'check quotes, commas and brackets. The property name "__proto__" is not accepted, nor is "prototype" inside "constructor".';
}
