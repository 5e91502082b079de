// biome-ignore-all lint/style/noNonNullAssertion: an incoming response has a status, and its headers have values
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type AddressGuard, AddressRefused } from './address-guard.ts';
import { lookupBy } from './open-socket.ts';

const timeoutMs = 15_000;
/** In bytes. A discovery document or a set of keys has a few kilobytes. */
const largestResponse = 1024 * 1024;

interface GuardedFetchOptions {
  guard: AddressGuard;
  /**
   * The operator has configured this host, so it may resolve to private addresses. A literal private address is
   * refused.
   */
  trustedHost?: string;
}

/** A `fetch` for URLs that others may choose. It connects only to vetted addresses, and follows no redirects. */
export function guardedFetch({ guard, trustedHost }: GuardedFetchOptions): typeof fetch {
  return async (input, init) => {
    const given = new Request(input, init);
    const url = new URL(given.url);
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      throw new AddressRefused('The address must start with https:// or http://.');
    guard.vetHost(url.hostname);
    const body = Buffer.from(await given.arrayBuffer());
    const response = await send(url, {
      method: given.method,
      headers: {
        ...Object.fromEntries(given.headers),
        ...(body.length > 0 ? { 'content-length': String(body.length) } : {}),
      },
      body,
      signal: AbortSignal.any([given.signal, AbortSignal.timeout(timeoutMs)]),
      ...(url.hostname === trustedHost ? {} : { lookup: lookupBy((name) => guard.resolve(name)) }),
    });
    return toResponse(response);
  };
}

function send(url: URL, { body, ...options }: RequestOptions & { body: Buffer }): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    request(url, options, resolve).once('error', reject).end(body);
  });
}

async function toResponse(response: IncomingMessage): Promise<Response> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response) {
    length += part.length;
    if (length > largestResponse) throw new Error('The response is larger than 1 MB.');
    parts.push(part);
  }
  const status = response.statusCode!;
  const hasBody = status !== 204 && status !== 205 && status !== 304;
  return new Response(hasBody ? Buffer.concat(parts) : null, {
    status,
    headers: Object.entries(response.headersDistinct).map(([name, values]) => [name, values!.join(', ')]),
  });
}
