import { Failure } from '../platform/failure.ts';

/**
 * Returns the names and values of a query or a form. Throws INVALID_PARAMETERS for invalid escapes, which
 * `URLSearchParams` would accept.
 */
export function readPairs(text: string): [name: string, value: string][] {
  if (text === '') return [];
  return text.split('&').flatMap((pair) => {
    if (pair === '') return [];
    const equals = pair.indexOf('=');
    return equals < 0
      ? [[unescaped(pair), '']]
      : [[unescaped(pair.slice(0, equals)), unescaped(pair.slice(equals + 1))]];
  });
}

const wrong = () =>
  new Failure(
    'INVALID_PARAMETERS',
    'The query or form contains an invalid % escape, or bytes that are not UTF-8.',
  );

function unescaped(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    throw wrong();
  }
}
