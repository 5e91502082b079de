/** The headers of a request: Node's object, a `Headers` object, or any object with the same method `get`. */
export type RequestHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

const hasGet = (headers: RequestHeaders): headers is { get(name: string): string | null } =>
  typeof headers.get === 'function';

/**
 * The value of a header. The case of its name does not matter. Null if the header is absent. A list of values, as
 * Node's object may contain, is joined by spaces.
 */
export function readHeader(headers: RequestHeaders, name: string): string | null {
  if (hasGet(headers)) return headers.get(name) ?? null;
  const lower = name.toLowerCase();
  const key = lower in headers ? lower : Object.keys(headers).find((other) => other.toLowerCase() === lower);
  const value = key === undefined ? undefined : headers[key];
  if (value === undefined) return null;
  return typeof value === 'string' ? value : value.join(' ');
}
