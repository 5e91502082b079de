import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { AttemptResponse } from '../../model/attempt-outcome.ts';
import { HttpExchange } from './http-exchange.ts';

function newExchange() {
  let aborted = 0;
  const { promise: response, resolve } = Promise.withResolvers<AttemptResponse>();
  return {
    exchange: new HttpExchange(1000, resolve),
    carrier: { abort: () => void aborted++ },
    response,
    aborted: () => aborted,
  };
}

const compressed = (): Buffer => {
  const body = gzipSync('ok');
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`),
    body,
  ]);
};

test('a deadline that passes while a response is decompressed aborts no other exchange', async () => {
  const { exchange, carrier, response, aborted } = newExchange();
  exchange.attach(carrier);
  expect(exchange.read(compressed())).toBe('keep');
  exchange.complete();
  exchange.expire();
  expect(await response).toMatchObject({ status: 200, error: null, body: 'ok' });
  expect(aborted()).toBe(0);
});

test('an exchange that has ended is not started', async () => {
  const { exchange, carrier, response, aborted } = newExchange();
  exchange.expire();
  expect(exchange.attach(carrier)).toBe(false);
  exchange.expire();
  expect(await response).toMatchObject({ status: null, error: 'CONNECT_TIMEOUT' });
  expect(aborted()).toBe(0);
});

test.each([
  [true, 'TIMEOUT'],
  [false, 'CONNECT_TIMEOUT'],
])(
  'a network timeout is reported according to whether the request was sent: with %s, as %s',
  async (sent, error) => {
    const { exchange, carrier, response } = newExchange();
    if (sent) exchange.attach(carrier);
    exchange.fail(Object.assign(new Error('read ETIMEDOUT'), { code: 'ETIMEDOUT', syscall: 'read' }));
    expect(await response).toMatchObject({ status: null, error });
  },
);
