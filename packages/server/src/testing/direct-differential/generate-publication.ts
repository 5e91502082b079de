import { eventTypes } from '@winkwire/contract/event-types';
import { exampleBody } from '@winkwire/contract/events';
import type { Random } from '../differential/random.ts';

interface Publication {
  head: string[];
  body: Buffer;
}

const oddTexts = ['', '\u0000', '\ud800', 'é', '😀', 'x'.repeat(3000), '2026-02-30', '__proto__', "'"];
const oddValues = [null, true, 0, -1, 2 ** 53, [], {}, [null], ...oddTexts];
const oddBodies = [
  '',
  ' ',
  '{',
  'null',
  '[]',
  '"text"',
  '{"type":"ACCOUNT_CONNECTED","data":{}}x',
  '{"type":"ACCOUNT_CONNECTED","data":{"__proto__":{"a":1}}}',
  '{"type":"ACCOUNT_CONNECTED","data":{"constructor":{"prototype":1}}}',
  '{"type":"ACCOUNT_CONNECTED","data":{"userId":1e999}}',
  '{"type":"ACCOUNT_CONNECTED","type":"TASK_FINISHED","data":{}}',
  `{"type":"ACCOUNT_CONNECTED","data":${'['.repeat(100)}${']'.repeat(100)}}`,
  `[${'0,'.repeat(20_001)}0]`,
];

/**
 * Each request is generated twice, from equal random numbers. `run` gives the two requests different idempotency keys.
 */
export function generatePublication(random: Random, run: string): Publication {
  const body = bodyOf(random);
  const head = [
    `${requestLine(random)}`,
    ...(random.chance(0.01) ? [] : ['Host: localhost']),
    ...contentTypeOf(random),
    ...authorizationOf(random),
    ...idempotencyKeyOf(random, run),
    ...(random.chance(0.02) ? [`X-Forwarded-For: ${random.pick(['192.0.2.1', 'nobody', '::1'])}`] : []),
    ...(random.chance(0.02) ? ['Origin: https://page.example'] : []),
    ...(random.chance(0.02) ? ['Expect: 100-continue'] : []),
    ...(random.chance(0.03) ? ['Connection: close'] : []),
    ...(random.chance(0.02) ? ['Winkwire-Mode: SANDBOX'] : []),
  ];
  if (random.chance(0.03)) {
    head.push('Transfer-Encoding: chunked');
    return { head, body: chunked(body) };
  }
  if (random.chance(0.98) || body.length > 0) head.push(`Content-Length: ${body.length}`);
  return { head, body };
}

export const bytesOf = ({ head, body }: Publication, ...more: string[]): Buffer =>
  Buffer.concat([Buffer.from(`${[...head, ...more].join('\r\n')}\r\n\r\n`, 'latin1'), body]);

function requestLine(random: Random): string {
  if (random.chance(0.95)) return 'POST /v1/events HTTP/1.1';
  const url = random.pick(['/v1/events/', '/v1/events?a=1', '/v1/events?', '/v1/%65vents', '//v1/events']);
  return random.pick([`POST ${url} HTTP/1.1`, 'PUT /v1/events HTTP/1.1', 'POST /v1/events HTTP/1.0']);
}

function contentTypeOf(random: Random): string[] {
  if (random.chance(0.85)) return ['Content-Type: application/json'];
  const type = random.pick([
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'application/json; charset=latin1',
    'Application/JSON',
    'text/plain',
    'multipart/form-data; boundary=a',
    'nonsense',
    '',
  ]);
  return type === '' ? [] : [`Content-Type: ${type}`];
}

function authorizationOf(random: Random): string[] {
  const basic = (pair: string): string[] => [`Authorization: Basic ${btoa(pair)}`];
  if (random.chance(0.8)) return basic('sandbox:a sandbox secret');
  if (random.chance(0.8)) return basic('production:a production secret');
  return random.pick([
    [],
    ['Authorization: Bearer a'],
    ['Authorization: Basic %%%'],
    basic(':'),
    basic('a\0:b'),
  ]);
}

function idempotencyKeyOf(random: Random, run: string): string[] {
  if (random.chance(0.6)) return [];
  const key = random.pick(['1', '2', '3', '4', 'k'.repeat(200), 'k'.repeat(220), 'Ã©', '\xff', '']);
  return key === '' ? ['Idempotency-Key: '] : [`Idempotency-Key: ${run}${key}`];
}

function bodyOf(random: Random): Buffer {
  if (random.chance(0.04)) return Buffer.from(random.pick(oddBodies));
  if (random.chance(0.01)) return Buffer.alloc(70_000, 32);
  const type = random.pick([...eventTypes]);
  const request: Record<string, unknown> = { type, data: { ...exampleBody(type).data } };
  if (random.chance(0.3)) request.sessionId = `ws-${'0'.repeat(32)}`;
  if (random.chance(0.5)) spoil(random, request);
  const text = JSON.stringify(request);
  if (random.chance(0.02)) return Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xff, 0x7d])]);
  if (random.chance(0.02)) return Buffer.from(`\ufeff${text}`);
  return Buffer.from(random.chance(0.03) ? text.slice(0, random.below(text.length)) : text);
}

function spoil(random: Random, request: Record<string, unknown>): void {
  const fields = random.chance(0.7) ? (request.data as Record<string, unknown>) : request;
  const names = [...Object.keys(fields), 'unknown'];
  for (let n = random.below(2); n >= 0; n--) fields[random.pick(names)] = random.pick(oddValues);
  if (random.chance(0.1)) delete fields[random.pick(names)];
}

function chunked(body: Buffer): Buffer {
  const middle = Math.floor(body.length / 2);
  const parts = [body.subarray(0, middle), body.subarray(middle), Buffer.alloc(0)];
  return Buffer.concat(
    parts.flatMap((part, index) =>
      part.length === 0 && index < 2
        ? []
        : [Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')],
    ),
  );
}
