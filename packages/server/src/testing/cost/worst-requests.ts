import { bodyLimitOf } from '../../api/body-limits.ts';
import type { Operation } from '../../api/operation.ts';
import { addressOf, type Owned } from '../own-everything.ts';
import type { AttackRequest, MeasuredServer } from './measured-server.ts';
import { aimedBodies, type Body, blindBodies, worstBatches, worstForms } from './worst-bodies.ts';

export interface Attack {
  name: string;
  request: AttackRequest;
}

/** In characters. Node permits 16 KB for path, query and headers together. */
const longestAddress = 15_000;
const configured = { bodyLimit: 1024 * 1024 };

export const limitOf = (operation: Operation): number => bodyLimitOf(operation, configured);

/** Makes only a few uploads, because each takes a quarter of a second to send. */
export function* worstUploads(
  operation: Operation,
  { owned, credentials }: Pick<MeasuredServer, 'owned' | 'credentials'>,
): Generator<Attack> {
  const size = limitOf(operation);
  const headers = credentials[operation.access];
  for (const body of bodiesOf(operation, { size, few: true })) {
    if (body.name.startsWith('fileType') || body.name.startsWith('userId')) continue;
    yield {
      name: `caller, ${sizeName(size)}, ${body.name}`,
      request: {
        method: operation.method,
        path: pathOf(operation, owned),
        headers: { ...headers, 'content-type': body.contentType },
        bytes: body.bytes,
      },
    };
  }
}

export interface Extent {
  sizes: readonly number[];
  /** Whether only some of the attacks are made. */
  few: boolean;
}

/** Generates expensive requests, with and without credentials. Yields one at a time, because some are large. */
export function* worstRequests(
  operation: Operation,
  { owned, credentials }: Pick<MeasuredServer, 'owned' | 'credentials'>,
  { sizes, few }: Extent,
): Generator<Attack> {
  const { method, access } = operation;
  const known = credentials[access];
  const path = pathOf(operation, owned);
  for (const [who, headers] of access === 'public'
    ? [['anybody', {}] as const]
    : [['stranger', {}] as const, ['caller', known] as const]) {
    for (const address of worstAddresses(path, few)) {
      yield { name: `${who}, ${address.name}`, request: { method, path: address.path, headers } };
    }
    for (const [name, value] of worstHeaders(who === 'stranger', few)) {
      yield { name: `${who}, ${name}`, request: { method, path, headers: { ...headers, ...value } } };
    }
    if (method === 'GET') continue;
    for (const size of sizes) {
      for (const body of bodiesOf(operation, { size, few: few || who === 'stranger' })) {
        yield {
          name: `${who}, ${sizeName(size)}, ${body.name}`,
          request: {
            method,
            path,
            headers: { ...headers, 'content-type': body.contentType },
            bytes: body.bytes,
            events: body.events ?? 0,
          },
        };
      }
    }
  }
}

function* bodiesOf(operation: Operation, { size, few }: { size: number; few: boolean }): Generator<Body> {
  if (operation.consumes === 'multipart/form-data') {
    yield* worstForms(size);
    if (few) return;
  }
  if (operation.consumes === 'application/x-ndjson') yield* worstBatches(size);
  yield* blindBodies(size, { few: few || !operation.body });
  if (operation.body) yield* aimedBodies(operation.body, size, { few });
}

/**
 * Only a GET or a request with a body gets the ids of existing things. Another request, such as a DELETE, could remove
 * a thing that later requests need.
 */
function pathOf({ method, path, body }: Operation, owned: Owned): string {
  const isSafe = path.startsWith('/v1/') && (method === 'GET' || body !== undefined);
  if (!isSafe) return path.replaceAll(/:\w+/g, 'nobody');
  return addressOf(path, owned);
}

function* worstAddresses(path: string, few: boolean): Generator<{ name: string; path: string }> {
  const room = longestAddress - path.length;
  const queries = {
    'many parameters': 'a&'.repeat(room / 2),
    'a long value': `cursor=${'a'.repeat(room - 10)}`,
    'many names': Array.from({ length: room / 7 }, (_, n) => `a${n}=0`)
      .join('&')
      .slice(0, room),
    escapes: `name=${'%F0%9F%98%80'.repeat(room / 12 - 1)}`,
    'one name again and again': 'startDate=0&'.repeat(room / 12),
  };
  for (const [name, query] of Object.entries(queries).slice(0, few ? 2 : 5)) {
    yield { name, path: `${path}?${query}` };
  }
}

function* worstHeaders(isStranger: boolean, few: boolean): Generator<[string, Record<string, string>]> {
  if (isStranger) {
    const random = 'QUFB'.repeat(3000);
    yield ['long Bearer', { authorization: `Bearer ${random}` }];
    if (few) return;
    yield ['long Basic', { authorization: `Basic ${random}` }];
    yield ['spaces for a token', { authorization: `Bearer${' '.repeat(12_000)}a b` }];
    yield ['many cookies', { cookie: 'a=b; '.repeat(2500), 'winkwire-mode': 'SANDBOX' }];
  } else if (!few) {
    yield ['long Idempotency-Key', { 'idempotency-key': 'a'.repeat(12_000) }];
  }
}

function sizeName(size: number): string {
  return size < 1024 * 1024 ? `${Math.round(size / 1024)} KB` : `${Math.round(size / 1024 / 1024)} MB`;
}
