import { describe, expect, test, vi } from 'vitest';
import { newSigningKeys, signingKey } from './keys.ts';
import { createReceiver, type ReceiverOptions } from './receiver.ts';
import { rememberInMemory } from './seen-events.ts';
import { signV1a } from './signature.ts';
import { connected, now, secret, signedRequest, someEvent } from './testing/signed-request.ts';

function receiverOf(options: Partial<ReceiverOptions> = {}) {
  const errors: Error[] = [];
  const receiver = createReceiver({
    secrets: secret,
    now: () => now,
    onError: (error) => errors.push(error),
    ...options,
  });
  return { receiver, errors };
}

function gate() {
  let open!: () => void;
  let fail!: (error: Error) => void;
  const promise = new Promise<void>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { promise, open, fail };
}

describe('dispatch', () => {
  test('a handler gets the events that match its type or family, or all events with `*`', async () => {
    const handled: string[] = [];
    const { receiver } = receiverOf();
    receiver
      .on('ACCOUNT_CONNECTED', () => handled.push('type'))
      .on('ACCOUNT_*', () => handled.push('family'))
      .on('*', () => handled.push('everything'))
      .on('ACCOUNT_FAILED', () => handled.push('other type'))
      .on('ARCHIVE_*', () => handled.push('other family'));
    const receipt = await receiver.receive(signedRequest(connected()));
    expect(receipt).toMatchObject({ status: 200, duplicate: false, error: null });
    expect(handled).toEqual(['type', 'family', 'everything']);
  });

  test('a handler gets the content of the delivery headers', async () => {
    const { receiver } = receiverOf();
    const handler = vi.fn();
    receiver.on('*', handler);
    const event = connected();
    await receiver.receive(signedRequest(event, { sequence: 42 }));
    expect(handler).toHaveBeenCalledExactlyOnceWith(event, {
      sequence: 42,
      sessionId: 'ws-5e0c9b7a41d24f6f8a3b1c2d3e4f5a6b',
      timestamp: now / 1000,
    });
  });

  test('an event without a handler is accepted with 200', async () => {
    const { receiver } = receiverOf();
    expect((await receiver.receive(signedRequest(connected()))).status).toBe(200);
  });
});

describe('duplicates', () => {
  test('an event that was handled is not handled again', async () => {
    const { receiver } = receiverOf();
    const handler = vi.fn();
    receiver.on('*', handler);
    const event = connected();
    await receiver.receive(signedRequest(event));
    const again = await receiver.receive(signedRequest(event, { at: now + 60_000 }));
    expect(again).toMatchObject({ status: 200, duplicate: true });
    expect(handler).toHaveBeenCalledTimes(1);
  });

  test('an event that arrives again while it is handled waits for the same outcome', async () => {
    const { receiver } = receiverOf();
    const { promise, open } = gate();
    const handler = vi.fn(() => promise);
    receiver.on('*', handler);
    const event = connected();
    const both = [receiver.receive(signedRequest(event)), receiver.receive(signedRequest(event))];
    open();
    expect((await Promise.all(both)).map(({ status, duplicate }) => [status, duplicate])).toEqual([
      [200, false],
      [200, true],
    ]);
    expect(handler).toHaveBeenCalledTimes(1);
  });

  test('an event whose handler failed is handled again', async () => {
    const { receiver } = receiverOf();
    const handler = vi.fn().mockRejectedValueOnce(new Error('no database'));
    receiver.on('*', handler);
    const event = connected();
    expect((await receiver.receive(signedRequest(event))).status).toBe(500);
    expect(await receiver.receive(signedRequest(event))).toMatchObject({ status: 200, duplicate: false });
    expect(handler).toHaveBeenCalledTimes(2);
  });

  test('a custom memory is queried, and gets only events that were handled successfully', async () => {
    const rows = new Set<string>();
    const deduplicate = { has: async (id: string) => rows.has(id), add: async (id: string) => rows.add(id) };
    const event = connected();
    const first = receiverOf({ deduplicate }).receiver.on('*', () => Promise.reject(new Error('no')));
    await first.receive(signedRequest(event));
    expect(rows.size).toBe(0);
    const second = receiverOf({ deduplicate }).receiver;
    await second.receive(signedRequest(event));
    expect([...rows]).toEqual([event.id]);
    expect(await receiverOf({ deduplicate }).receiver.receive(signedRequest(event))).toMatchObject({
      duplicate: true,
    });
  });

  test('a memory that fails causes a 500, so that the event is delivered again', async () => {
    const deduplicate = { has: () => Promise.reject(new Error('no database')), add: () => undefined };
    const { receiver, errors } = receiverOf({ deduplicate });
    expect((await receiver.receive(signedRequest(connected()))).status).toBe(500);
    expect(errors[0]).toMatchObject({ errors: [{ message: 'no database' }] });
  });

  test('without a memory, every delivery is handled', async () => {
    const { receiver } = receiverOf({ deduplicate: false });
    const handler = vi.fn();
    receiver.on('*', handler);
    const event = connected();
    await receiver.receive(signedRequest(event));
    await receiver.receive(signedRequest(event));
    expect(handler).toHaveBeenCalledTimes(2);
  });

  test('the memory in the process forgets the oldest events first', () => {
    const seen = rememberInMemory(2);
    for (const id of ['et-1', 'et-2', 'et-3']) seen.add(id);
    expect(['et-1', 'et-2', 'et-3'].map((id) => seen.has(id))).toEqual([false, true, true]);
  });
});

describe('failures', () => {
  test('all handlers run, and their failures are reported as one error', async () => {
    const { receiver, errors } = receiverOf();
    const last = vi.fn();
    receiver
      .on('*', () => {
        throw new Error('thrown');
      })
      .on('*', () => Promise.reject(new Error('rejected')))
      .on('*', last);
    const receipt = await receiver.receive(signedRequest(connected()));
    expect(receipt).toMatchObject({ status: 500, message: 'Handling the event failed.' });
    expect(last).toHaveBeenCalled();
    expect(errors).toEqual([receipt.error]);
    expect((receipt.error as AggregateError).errors.map(({ message }) => message)).toEqual([
      'thrown',
      'rejected',
    ]);
    expect(receipt.error!.message).toBe('2 of 3 handlers of ACCOUNT_CONNECTED failed');
  });

  test('the error of an event with one handler does not count handlers', async () => {
    const { receiver } = receiverOf();
    receiver.on('*', () => Promise.reject(new Error('rejected')));
    const receipt = await receiver.receive(signedRequest(connected()));
    expect(receipt.error!.message).toBe('the handler of ACCOUNT_CONNECTED failed');
  });

  test('a refused request runs no handler, and onError gets its code', async () => {
    const { receiver, errors } = receiverOf();
    const handler = vi.fn();
    receiver.on('*', handler);
    const receipt = await receiver.receive(signedRequest(connected(), { secret: 'wrong' }));
    expect(receipt).toMatchObject({ status: 401, event: null, error: { code: 'WRONG_SIGNATURE' } });
    expect(errors).toEqual([receipt.error]);
    expect(handler).not.toHaveBeenCalled();
  });

  test.each([
    ['nothing at all', undefined],
    ['no headers', { body: '{}' }],
    ['headers that are null', { headers: null, body: '{}' }],
    ['a body that was parsed', { ...signedRequest(connected()), body: connected() }],
    ['no body', { headers: signedRequest(connected()).headers }],
    ['headers that throw', { headers: { get: () => JSON.parse('no') }, body: '{}' }],
  ])('receive() returns a receipt and never throws, whatever it is given: %s', async (_, request) => {
    const { receiver, errors } = receiverOf();
    const receipt = await receiver.receive(request as never);
    expect(receipt.status).toBeGreaterThanOrEqual(400);
    expect(errors).toEqual([receipt.error]);
  });

  test.each([
    ['a list of pairs', Object.entries(signedRequest(connected()).headers)],
    ['the rawHeaders of Node', Object.entries(signedRequest(connected()).headers).flat()],
    ['lists of objects', { 'smile-signature': [{ key: 'smile-signature', value: 'x' }] }],
  ])('headers that cannot be read are not reported as absent or wrong: %s', async (_, headers) => {
    const { receiver, errors } = receiverOf();
    await receiver.receive({ ...signedRequest(connected()), headers: headers as never });
    expect(errors).toMatchObject([{ code: 'UNREADABLE_REQUEST' }]);
  });

  test('a header whose value is null is absent', async () => {
    const { receiver } = receiverOf();
    const { headers, body } = signedRequest(connected());
    const request = { headers: { ...headers, 'webhook-session': null as never }, body };
    expect(await receiver.receive(request)).toMatchObject({ status: 200 });
  });

  test('without onError, a refusal is printed with its reason, each code once a minute', async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    let time = now;
    const receiver = createReceiver({ secrets: secret, now: () => time });
    const parsed = { ...signedRequest(connected()), body: {} as never };
    for (let count = 0; count < 3; count++) await receiver.receive(parsed);
    await receiver.receive(signedRequest(connected(), { secret: 'wrong' }));
    time += 60_000;
    await receiver.receive(parsed);
    expect(print.mock.calls.map(([line]) => /[A-Z]+_[A-Z_]+/.exec(line)?.[0])).toEqual([
      'BODY_ALREADY_PARSED',
      'WRONG_SIGNATURE',
      'BODY_ALREADY_PARSED',
    ]);
    print.mockRestore();
  });

  test('a new receiver accepts a captured delivery without the signature that has a timestamp, unless a timestamp is required', async () => {
    const { headers, body } = signedRequest(connected());
    const captured = { headers: { 'smile-signature': headers['smile-signature']! }, body };
    const months = 90 * 24 * 3_600_000;
    const statusOf = async (options: Partial<ReceiverOptions>): Promise<number> =>
      (await receiverOf({ now: () => now + months, ...options }).receiver.receive(captured)).status;
    expect(await statusOf({})).toBe(200);
    expect(await statusOf({ requireTimestamp: true })).toBe(401);
  });

  test('an onError that throws does not change the response', async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { receiver } = receiverOf({
      onError: () => {
        throw new Error('the pager is down');
      },
    });
    expect((await receiver.receive(signedRequest(connected(), { secret: 'wrong' }))).status).toBe(401);
    expect(print).toHaveBeenCalledOnce();
    print.mockRestore();
  });

  // An unhandled rejection would end the process, and anybody can cause a refusal.
  test('an onError that rejects does not end the process', async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { receiver } = receiverOf({
      onError: async () => {
        throw new Error('the pager is down');
      },
    });
    expect((await receiver.receive(signedRequest(connected(), { secret: 'wrong' }))).status).toBe(401);
    await vi.waitFor(() => expect(print).toHaveBeenCalledOnce());
    print.mockRestore();
  });
});

describe('secrets as a function', () => {
  test('are read once, and may come from a promise', async () => {
    const secrets = vi.fn(async () => ['the next secret', secret]);
    const { receiver } = receiverOf({ secrets });
    expect(secrets).not.toHaveBeenCalled();
    expect((await receiver.receive(signedRequest(connected()))).status).toBe(200);
    expect((await receiver.receive(signedRequest(connected()))).status).toBe(200);
    expect(secrets).toHaveBeenCalledTimes(1);
  });

  test('are read again after they were missing, and the response does not say why', async () => {
    const { receiver, errors } = receiverOf({
      secrets: vi
        .fn()
        .mockReturnValueOnce(undefined)
        .mockRejectedValueOnce(new Error('the vault at 10.0.0.3 is sealed'))
        .mockReturnValue(secret),
    });
    const receipts = [];
    for (let count = 0; count < 3; count++) receipts.push(await receiver.receive(signedRequest(connected())));
    expect(receipts.map(({ status }) => status)).toEqual([500, 500, 200]);
    expect(receipts[1]!.message).not.toContain('vault');
    expect(errors).toMatchObject([
      { code: 'NO_SECRET', cause: { message: expect.stringContaining('at least one secret') } },
      { code: 'NO_SECRET', cause: { message: expect.stringContaining('vault') } },
    ]);
  });
});

test('public keys can be a function too', async () => {
  const { privateKey, publicKey } = newSigningKeys();
  const { receiver } = receiverOf({ secrets: undefined, publicKeys: async () => publicKey });
  const event = connected();
  const { headers, body } = signedRequest(event);
  const message = { id: event.id, timestamp: now / 1000, body };
  headers['webhook-signature'] = signV1a(signingKey(privateKey), message);
  expect(await receiver.receive({ headers, body })).toMatchObject({ status: 200 });
});

test('a receiver without any options says what it needs', () => {
  expect(() => createReceiver()).toThrow('A receiver needs at least one secret or public key.');
});

describe('handlers that take longer than the sender waits', () => {
  test('cause a 503, and the next delivery gets their outcome', async () => {
    const { receiver } = receiverOf({ answerWithin: 5 });
    const { promise, open } = gate();
    const handler = vi.fn(() => promise);
    receiver.on('*', handler);
    const event = connected();
    expect((await receiver.receive(signedRequest(event))).status).toBe(503);
    expect((await receiver.receive(signedRequest(event))).status).toBe(503);
    open();
    await vi.waitFor(async () => {
      expect(await receiver.receive(signedRequest(event))).toMatchObject({ status: 200, duplicate: true });
    });
    expect(handler).toHaveBeenCalledTimes(1);
  });

  test('cause a 202 with `whenSlow: accept`, and a late failure reaches onError', async () => {
    const { receiver, errors } = receiverOf({ answerWithin: 5, whenSlow: 'accept' });
    const { promise, fail } = gate();
    receiver.on('*', () => promise);
    expect((await receiver.receive(signedRequest(connected()))).status).toBe(202);
    fail(new Error('too late'));
    await vi.waitFor(() => expect(errors).toMatchObject([{ errors: [{ message: 'too late' }] }]));
  });
});

test('events of one receiver do not wait for one another', async () => {
  const { receiver } = receiverOf();
  const { promise, open } = gate();
  receiver.on('ACCOUNT_CONNECTED', () => promise);
  const slow = receiver.receive(signedRequest(connected()));
  const other = someEvent('VERIFICATION_STARTED', { verificationId: 'ver-1' });
  expect((await receiver.receive(signedRequest(other))).status).toBe(200);
  open();
  expect((await slow).status).toBe(200);
});
