import type { Endpoint } from '../../../domain/endpoint.ts';

export interface RequestText {
  text: string;
  /** `latin1` if every character is ASCII, because writing it takes a fifth of the time of UTF-8. */
  encoding: 'latin1' | 'utf8';
}

/** `headers` has names and values in turn. `body` is sent exactly as it is. */
export function requestText(
  { origin, path }: Pick<Endpoint, 'origin' | 'path'>,
  headers: readonly string[],
  body: string,
): RequestText {
  const host = origin.slice(origin.indexOf('//') + 2);
  let head = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: keep-alive\r\n`;
  for (let at = 0; at < headers.length; at += 2) head += `${headers[at]}: ${headers[at + 1]}\r\n`;
  const length = Buffer.byteLength(body);
  return {
    text: `${head}Content-Length: ${length}\r\n\r\n${body}`,
    encoding: length === body.length ? 'latin1' : 'utf8',
  };
}
