import type { MarkOf, TimelineMark, TimelineSession } from '@winkwire/contract/portal-api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOut, type MarkKind } from './lay-out.ts';

const all = new Set<MarkKind>(['SCREEN', 'CALLBACK', 'EVENT', 'ATTEMPT']);
const at = (milliseconds: number) => new Date(Date.UTC(2026, 3, 21, 9, 30) + milliseconds).toISOString();
const session: TimelineSession = {
  id: 'ws-1',
  status: 'COMPLETED',
  startedAt: at(0),
  endedAt: at(9000),
  hostOrigin: 'https://lender.example',
};

const screen = (time: number): TimelineMark => ({
  kind: 'SCREEN',
  at: at(time),
  eventId: `et-screen-${time}`,
  sessionId: 'ws-1',
  name: 'LoginPageOpened',
  arguments: {},
});
const callback = (time: number, eventId: string): TimelineMark => ({
  kind: 'CALLBACK',
  at: at(time),
  eventId,
  sessionId: 'ws-1',
  name: 'onAccountConnected',
  arguments: {},
  acknowledgedAt: null,
  repeatedUntil: null,
});
const event = (time: number, eventId: string, sessionId: string | null = 'ws-1'): TimelineMark => ({
  kind: 'EVENT',
  at: at(time),
  eventId,
  sessionId,
  type: 'ACCOUNT_CONNECTED',
  sourceId: 'a-1',
  body: '{}',
  bodyMissing: null,
  deliveries: [],
});
const attempt = (time: number, eventId: string, number = 1): MarkOf<'ATTEMPT'> => ({
  kind: 'ATTEMPT',
  at: at(time),
  eventId,
  sessionId: 'ws-1',
  eventType: 'ACCOUNT_CONNECTED',
  webhookId: 'wh-1',
  webhookName: 'Loan desk',
  number,
  durationMs: 40,
  succeeded: number > 1,
  status: number > 1 ? 200 : 500,
  error: null,
  cause: null,
});

test('a callback and the webhook of the same event id are one moment', () => {
  const [chapter] = layOut(
    {
      items: [screen(0), event(1000, 'et-1'), callback(1004, 'et-1'), attempt(1010, 'et-1')],
      sessions: [session],
    },
    all,
  );
  expect(chapter!.session).toBe(session);
  expect(chapter!.moments).toHaveLength(2);
  const [, connected] = chapter!.moments;
  expect(connected).toMatchObject({ gap: 1000, event: { kind: 'EVENT' }, callback: { kind: 'CALLBACK' } });
  expect(connected!.attempts).toHaveLength(1);
});

test('a retry long after its event has a row of its own', () => {
  const items = [event(0, 'et-1'), attempt(20, 'et-1'), screen(3000), attempt(30_000, 'et-1', 2)];
  const [chapter] = layOut({ items, sessions: [session] }, all);
  expect(chapter!.moments.map(({ key }) => key)).toEqual(['et-1', 'et-screen-3000', 'et-1 wh-1 2']);
});

test('marks outside sessions form separate chapters, newest first', () => {
  const items = [
    event(0, 'et-1'),
    event(3_600_000, 'et-2', null),
    event(3_700_000, 'et-3', null),
    event(9e7, 'et-4', null),
  ];
  const chapters = layOut({ items, sessions: [session] }, all);
  expect(chapters.map(({ moments }) => moments.map(({ key }) => key))).toEqual([
    ['et-4'],
    ['et-2', 'et-3'],
    ['et-1'],
  ]);
});

test('hiding a kind hides its marks and nothing else', () => {
  const items = [screen(0), event(10, 'et-1'), callback(12, 'et-1')];
  const [chapter] = layOut({ items, sessions: [session] }, new Set<MarkKind>(['CALLBACK']));
  expect(chapter!.moments).toHaveLength(1);
  expect(chapter!.moments[0]!.event).toBeUndefined();
});

test('hiding the deliveries leaves every other mark where it was', () => {
  const items = [event(0, 'et-1'), attempt(20, 'et-1'), screen(3000), attempt(30_000, 'et-1', 2)];
  const [chapter] = layOut(
    { items, sessions: [session] },
    new Set<MarkKind>(['SCREEN', 'CALLBACK', 'EVENT']),
  );
  expect(chapter!.moments.map(({ key }) => key)).toEqual(['et-1', 'et-screen-3000']);
  expect(chapter!.moments.flatMap(({ attempts }) => attempts)).toEqual([]);
  expect(chapter).toMatchObject({ startsAt: at(0), endsAt: at(3000) });
});

test('a redelivery after the session does not make the session longer', () => {
  const items = [event(0, 'et-1'), screen(3000), attempt(600_000, 'et-1', 2)];
  const [chapter] = layOut({ items, sessions: [session] }, all);
  expect(chapter!.moments.at(-1)!.attempts).toHaveLength(1);
  expect(chapter!.endsAt).toBe(at(3000));
});

test('hiding marks between two others does not split a chapter', () => {
  const minutes = 60_000;
  const items = [0, 20, 40].map((minute) => event(minute * minutes, `et-${minute}`, null));
  const attempts = [attempt(20 * minutes, 'et-0', 2), attempt(40 * minutes, 'et-0', 3)].map((mark) => ({
    ...mark,
    sessionId: null,
  }));
  const chapters = layOut(
    { items: [items[0]!, ...attempts, items[2]!], sessions: [] },
    new Set<MarkKind>(['EVENT']),
  );
  expect(chapters.map(({ moments }) => moments.map(({ key }) => key))).toEqual([['et-0', 'et-40']]);
});

test('every mark is shown once, and each chapter is in chronological order', () => {
  const marks = fc.array(
    fc.record({ time: fc.nat(1e7), id: fc.nat(20), kind: fc.constantFrom(...all), inside: fc.boolean() }),
  );
  fc.assert(
    fc.property(marks, (rows) => {
      const items = rows.map(({ time, kind }, index): TimelineMark => {
        if (kind === 'SCREEN') return { ...screen(time), eventId: `et-s${index}` };
        if (kind === 'CALLBACK') return callback(time, `et-${index}`);
        return kind === 'EVENT' ? event(time, `et-${index}`) : attempt(time, `et-${index}`, 1);
      });
      const moments = layOut({ items, sessions: [session] }, all).flatMap((chapter) => chapter.moments);
      const shown = moments.flatMap((moment) => [
        moment.screen,
        moment.callback,
        moment.event,
        ...moment.attempts,
      ]);
      expect(shown.filter(Boolean)).toHaveLength(items.length);
      for (const { gap } of moments) expect(gap).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('marks of a deleted session that are close in time are one chapter', () => {
  const items = [screen(0), event(1000, 'et-1'), attempt(1010, 'et-1'), screen(2000)];
  const chapters = layOut({ items, sessions: [] }, all);
  expect(chapters.map(({ session, moments }) => [session, moments.length])).toEqual([[null, 3]]);
});

test('an attempt is late by the time of its event, also while events are not shown', () => {
  const items = [event(0, 'et-1'), attempt(40, 'et-1'), attempt(3_600_000, 'et-1', 2)];
  for (const shown of [all, new Set<MarkKind>(['ATTEMPT'])]) {
    const moments = layOut({ items, sessions: [session] }, shown).flatMap((chapter) => chapter.moments);
    const found = moments.flatMap(({ attempts, isLate }) =>
      attempts.map(({ number }) => ({ number, isLate })),
    );
    expect(found).toEqual([
      { number: 1, isLate: false },
      { number: 2, isLate: true },
    ]);
  }
});
