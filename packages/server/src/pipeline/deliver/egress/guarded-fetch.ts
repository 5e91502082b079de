import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type AddressGuard, AddressRefused } from './address-guard.ts';
import { lookupBy } from './open-socket.ts';

const patience = 15_000;
/** A discovery document and a set of keys have a few kilobytes. */
const largestAnswer = 1024 * 1024;

interface GuardedFetchOptions {
  guard: AddressGuard;
  /** Whose addresses the operator vouches for by naming it; a private address that is written out is refused even so. */
  trustedHost?: string;
}

/**
 * A `fetch` for addresses that somebody else may choose, such as those in a provider's discovery document: every
 * address of a name is vetted, and the connection is made to one of those. Follows no redirect.
 */
export function guardedFetch({ guard, trustedHost }: GuardedFetchOptions): typeof fetch {
  return async (input, init) => {
    const given = new Request(input, init);
    const url = new URL(given.url);
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      throw new AddressRefused('The address must start with https://.');
    guard.vetHost(url.hostname);
    const body = Buffer.from(await given.arrayBuffer());
    const answer = await send(url, {
      method: given.method,
      headers: {
        ...Object.fromEntries(given.headers),
        ...(body.length > 0 ? { 'content-length': String(body.length) } : {}),
      },
      body,
      signal: AbortSignal.any([given.signal, AbortSignal.timeout(patience)]),
      ...(url.hostname === trustedHost ? {} : { lookup: lookupBy((name) => guard.resolve(name)) }),
    });
    return toResponse(answer);
  };
}

function send(url: URL, { body, ...options }: RequestOptions & { body: Buffer }): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    request(url, options, resolve).once('error', reject).end(body);
  });
}

async function toResponse(answer: IncomingMessage): Promise<Response> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of answer) {
    length += part.length;
    if (length > largestAnswer) throw new Error('The answer is larger than 1 MB.');
    parts.push(part);
  }
  const status = answer.statusCode!;
  const hasBody = status !== 204 && status !== 205 && status !== 304;
  return new Response(hasBody ? Buffer.concat(parts) : null, {
    status,
    headers: Object.entries(answer.headersDistinct).map(([name, values]) => [name, values!.join(', ')]),
  });
}
