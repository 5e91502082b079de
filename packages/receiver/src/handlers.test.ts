import { expect, expectTypeOf, test } from 'vitest';
import type { Matching } from './handlers.ts';
import { createReceiver } from './receiver.ts';

/* The types of handlers are part of the API. `tsc` fails if the type of a parameter changes. */

test("a handler's data has the type of its event", () => {
  const receiver = createReceiver({ secrets: 'a long random secret' });

  receiver.on('ACCOUNT_FAILED', ({ data }) => {
    expectTypeOf(data.accountId).toEqualTypeOf<string>();
    expectTypeOf(data.errorCode).not.toEqualTypeOf<string>();
    // @ts-expect-error: data of an account has no archive
    data.archiveId;
  });

  receiver.on('ARCHIVE_*', (event) => {
    expectTypeOf(event.data.archiveId).toEqualTypeOf<string>();
    // @ts-expect-error: only one type of this family has `errorCode`
    event.data.errorCode;
    if (event.type === 'ARCHIVE_FAILED') event.data.errorCode satisfies string;
  });

  receiver.on('*', (event) => {
    // @ts-expect-error: not every event has a user
    event.data.userId;
    if (event.type === 'INCOMES_ADDED') expectTypeOf(event.data.count).toEqualTypeOf<number>();
  });

  // @ts-expect-error: there is no such type
  receiver.on('ACCOUNT_CONECTED', () => undefined);
  // @ts-expect-error: there is no such family
  receiver.on('PENSION_*', () => undefined);
  // @ts-expect-error: `ALL_EVENTS` is a subscription of webhooks, not the type of an event
  receiver.on('ALL_EVENTS', () => undefined);
  expect(receiver).toBeDefined();
});

test('a family consists of the types that begin with its prefix', () => {
  expectTypeOf<Matching<'INVITE_*'>>().toEqualTypeOf<'INVITE_INVITED' | 'INVITE_LINKED'>();
  expectTypeOf<Matching<'USER_CREATED'>>().toEqualTypeOf<'USER_CREATED'>();
});
