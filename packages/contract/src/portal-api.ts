import Type from 'typebox';
import { deliveryStates } from './delivery-states.ts';
import { missingBodies } from './missing-bodies.ts';
import { portalRoles } from './portal-roles.ts';
import { count, dateTime, httpStatus, id, oneOf, text } from './schema/fields.ts';
import { nullable } from './schema/nullable.ts';

/** A time in UTC with milliseconds, so that events within the same second have an order. */
const instant = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' });

export { type DeliveryState, deliveryStates } from './delivery-states.ts';

const counts = {
  delivered: count(),
  failed: count(),
  retrying: count(),
  waiting: count(),
};

/**
 * How many attempts were made at an endpoint in a period, how many of them failed, and estimated percentiles of their
 * durations in ms. The percentiles are null if there was no attempt.
 */
export const AttemptFigures = Type.Object({
  total: count(),
  failed: count(),
  p50: nullable(count()),
  p95: nullable(count()),
});
export type AttemptFigures = Type.Static<typeof AttemptFigures>;

const attempts = Type.Object({ hour: AttemptFigures, day: AttemptFigures, week: AttemptFigures });

export const OverviewEndpoint = Type.Object({
  id: id('webhook'),
  name: Type.String(),
  url: Type.String(),
  active: Type.Boolean(),
  pausedReason: nullable(Type.String()),
  failingSince: nullable(dateTime),
  /** Why nothing can be sent, for example because the encryption key was lost. Null if deliveries can be sent. */
  heldReason: nullable(Type.String()),
  /** Whether a process delivers to this endpoint. */
  isServed: Type.Boolean(),
  ...counts,
  /**
   * The figures of roughly the last hour, the last 24 hours and the last 7 days. `since.attempts` of the overview
   * contains the exact times at which these periods begin.
   */
  attempts,
  /** When the oldest delivery in the backlog was created. Null if the backlog is empty. */
  oldestBacklogAt: nullable(dateTime),
  /**
   * When the oldest delivery that was given up was created. Deliveries whose event has expired or was erased do not
   * count, because they cannot be redelivered. Null if there is none.
   */
  oldestFailedAt: nullable(dateTime),
});
export type OverviewEndpoint = Type.Static<typeof OverviewEndpoint>;

/**
 * The data of the portal's first page. The backlog contains deliveries of any age. All other counts of events,
 * deliveries and attempts begin at the times in `since`.
 */
export const Overview = Type.Object({
  /** The times at which the counts begin. In the portal, each count links to a list that begins at the same time. */
  since: Type.Object({
    today: dateTime,
    /**
     * Two counts begin at this time. The first contains the deliveries that were given up since then. The second
     * contains the delivered ones that were created since then.
     */
    day: instant,
    attempts: Type.Object({ hour: dateTime, day: dateTime, week: dateTime }),
  }),
  eventsToday: count(),
  /** The number of events in each hour, from 23 hours ago to the current hour. */
  hours: Type.Array(Type.Object({ startsAt: dateTime, events: count() })),
  deliveries: Type.Object(counts),
  endpoints: Type.Array(OverviewEndpoint),
  firstSteps: Type.Object({
    webhookAdded: Type.Boolean(),
    userCreated: Type.Boolean(),
    accountConnected: Type.Boolean(),
    webhookDelivered: Type.Boolean(),
  }),
});
export type Overview = Type.Static<typeof Overview>;

const mark = { at: instant, eventId: id('event'), sessionId: nullable(id('session')) };

const ScreenMark = Type.Object({
  kind: Type.Literal('SCREEN'),
  ...mark,
  name: Type.String(),
  arguments: Type.Unknown(),
});

const CallbackMark = Type.Object({
  kind: Type.Literal('CALLBACK'),
  ...mark,
  name: Type.String(),
  arguments: Type.Unknown(),
  /** When the page acknowledged the callback. Null if it has not. */
  acknowledgedAt: nullable(instant),
  /**
   * Until this time, a callback that is not acknowledged is repeated when the user opens the widget. Null if callbacks
   * of this kind are not repeated.
   */
  repeatedUntil: nullable(instant),
});

const EventMark = Type.Object({
  kind: Type.Literal('EVENT'),
  ...mark,
  type: Type.String(),
  sourceId: Type.String(),
  /** The exact text that is signed and sent to webhooks without `includePayload`. If it is null, `bodyMissing` says why. */
  body: nullable(Type.String()),
  bodyMissing: nullable(
    oneOf([...missingBodies, 'LARGE'], { description: 'Why `body` is null. Null if there is a body.' }),
  ),
  deliveries: Type.Array(
    Type.Object({
      webhookId: id('webhook'),
      webhookName: Type.String(),
      /**
       * Whether the webhook was deleted. If so, deliveries that were neither delivered nor given up are never attempted
       * again.
       */
      webhookDeleted: Type.Boolean(),
      sequence: count(),
      state: oneOf(deliveryStates),
      nextAttemptAt: nullable(instant),
    }),
  ),
});

const AttemptMark = Type.Object({
  kind: Type.Literal('ATTEMPT'),
  ...mark,
  eventType: Type.String(),
  webhookId: id('webhook'),
  webhookName: Type.String(),
  /** The number of the attempt, from 1. */
  number: count(),
  durationMs: count(),
  succeeded: Type.Boolean(),
  status: nullable(httpStatus()),
  error: nullable(Type.String()),
  cause: nullable(Type.String()),
});

/** One item of a timeline. Every item has its time in `at`. */
export const TimelineMark = Type.Union([ScreenMark, CallbackMark, EventMark, AttemptMark]);
export type TimelineMark = Type.Static<typeof TimelineMark>;
export type MarkOf<Kind extends TimelineMark['kind']> = Extract<TimelineMark, { kind: Kind }>;

export const TimelineSession = Type.Object({
  id: id('session'),
  status: oneOf(['IN_PROGRESS', 'COMPLETED', 'REVOKED']),
  startedAt: instant,
  endedAt: nullable(instant),
  hostOrigin: Type.String(),
});
export type TimelineSession = Type.Static<typeof TimelineSession>;

/** The history of one user, oldest first: screens, callbacks to the page, events, and attempts to deliver them. */
export const Timeline = Type.Object({
  items: Type.Array(TimelineMark),
  sessions: Type.Array(TimelineSession),
  /** The cursor for the items that are older than the first item. Null if there are none. */
  nextCursor: nullable(Type.String()),
});
export type Timeline = Type.Static<typeof Timeline>;

export const PortalSessionData = Type.Object({
  companyName: Type.String(),
  publicUrl: Type.String(),
  expiresAt: dateTime,
  /** The name of the person, if the sign-in link contained a name. */
  person: nullable(Type.String()),
  role: oneOf(portalRoles),
});
export type PortalSessionData = Type.Static<typeof PortalSessionData>;

export const SignInRequest = Type.Object({ token: text(1, 200) });

/**
 * The origins of pages that may embed the widget: `https://app.example.com`, `https://*.example.com`. If the list is
 * empty, every page may embed it.
 */
export const WidgetOrigins = Type.Object({ origins: Type.Array(text(1, 300), { maxItems: 200 }) });
export type WidgetOrigins = Type.Static<typeof WidgetOrigins>;
