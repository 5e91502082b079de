/** The headers of a request: Node's object, a `Headers` object, or any object with the same method `get`. */
export type RequestHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

const hasGet = (headers: RequestHeaders): headers is { get(name: string): string | null } =>
  typeof headers.get === 'function';

/**
 * The value of a header, or null if the header is absent. A list of values is joined by spaces. Throws TypeError if
 * the headers or the value have any other form.
 */
export function readHeader(headers: RequestHeaders, name: string): string | null {
  if (Array.isArray(headers)) throw new TypeError('The headers are a list instead of an object.');
  if (hasGet(headers)) return headers.get(name) ?? null;
  const lower = name.toLowerCase();
  const key = lower in headers ? lower : Object.keys(headers).find((other) => other.toLowerCase() === lower);
  const value: unknown = key === undefined ? null : headers[key];
  return value === undefined || value === null ? null : textOf(name, value);
}

function textOf(name: string, value: unknown): string {
  const values = [value].flat();
  if (values.every((one) => typeof one === 'string')) return values.join(' ');
  throw new TypeError(`The value of the header ${name} is not a string.`);
}
