import Type from 'typebox';
import { deliveryStates } from './delivery-states.ts';
import { missingBodies } from './missing-bodies.ts';
import { portalRoles } from './portal-roles.ts';
import { count, dateTime, httpStatus, id, oneOf, text } from './schema/fields.ts';
import { nullable } from './schema/nullable.ts';

/** A time with milliseconds, so that events within one second have an order. */
const instant = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' });

export { type DeliveryState, deliveryStates } from './delivery-states.ts';

const counts = {
  delivered: count(),
  failed: count(),
  retrying: count(),
  waiting: count(),
};

/**
 * The attempts at an endpoint in a period, how many failed, and estimated percentiles of their durations in ms. The
 * percentiles are null without attempts.
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
  /** Why nothing can be sent, such as a lost encryption key. Null if deliveries can be sent. */
  heldReason: nullable(Type.String()),
  isServed: Type.Boolean(),
  ...counts,
  /** For about the last hour, 24 hours and 7 days. `since.attempts` of the overview has the exact times. */
  attempts,
  /** When the oldest delivery in the backlog was created. Null if the backlog is empty. */
  oldestBacklogAt: nullable(dateTime),
  /**
   * The time at which the oldest dead letter was created. A delivery whose event has expired or was erased does not
   * count, because it cannot be redelivered.
   */
  oldestFailedAt: nullable(dateTime),
});
export type OverviewEndpoint = Type.Static<typeof OverviewEndpoint>;

/** The portal's first page. The backlog has no age limit. All other counts begin at the times in `since`. */
export const Overview = Type.Object({
  /** When the counts begin. The portal's lists behind these counts begin at the same times. */
  since: Type.Object({
    today: dateTime,
    /**
     * Two counts begin here. The first is of the deliveries that have been given up since then. The second is of those
     * that have been created since then and were delivered.
     */
    day: instant,
    attempts: Type.Object({ hour: dateTime, day: dateTime, week: dateTime }),
  }),
  eventsToday: count(),
  /** The events of each of the last 24 hours, including the current one. */
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
  /** Null if the page has not acknowledged the callback. */
  acknowledgedAt: nullable(instant),
  /**
   * Until this time, the callback is repeated if the page has not acknowledged it. Null if callbacks of this kind are
   * not repeated.
   */
  repeatedUntil: nullable(instant),
});

const EventMark = Type.Object({
  kind: Type.Literal('EVENT'),
  ...mark,
  type: Type.String(),
  sourceId: Type.String(),
  /** The exact text that is signed and sent without `includePayload`. If it is null, `bodyMissing` says why. */
  body: nullable(Type.String()),
  bodyMissing: nullable(
    oneOf([...missingBodies, 'LARGE'], { description: 'Why `body` is null. Null if there is a body.' }),
  ),
  deliveries: Type.Array(
    Type.Object({
      webhookId: id('webhook'),
      webhookName: Type.String(),
      /** Whether the webhook was deleted. If so, its backlog is never attempted again. */
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
  /** From 1. */
  number: count(),
  durationMs: count(),
  succeeded: Type.Boolean(),
  status: nullable(httpStatus()),
  error: nullable(Type.String()),
  cause: nullable(Type.String()),
});

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

/** The history of one user, oldest first: screens, callbacks, events, and attempts. */
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
  /** Null if the sign-in link contained no name. */
  person: nullable(Type.String()),
  role: oneOf(portalRoles),
});
export type PortalSessionData = Type.Static<typeof PortalSessionData>;

export const SignInRequest = Type.Object({ token: text(1, 200) });

/** The origins that may embed the widget, such as `https://*.example.com`. If empty, every page may. */
export const WidgetOrigins = Type.Object({ origins: Type.Array(text(1, 300), { maxItems: 200 }) });
export type WidgetOrigins = Type.Static<typeof WidgetOrigins>;
