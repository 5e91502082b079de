import type { MarkOf, Timeline, TimelineMark, TimelineSession } from '@winkwire/contract/portal-api';

/** The marks with the same event id, for example a callback and its event. */
export interface Moment {
  key: string;
  at: string;
  /** The time since the chapter's previous visible moment, in ms. */
  gap: number;
  screen?: MarkOf<'SCREEN'>;
  callback?: MarkOf<'CALLBACK'>;
  event?: MarkOf<'EVENT'>;
  /** The attempts within `sameMomentMs` after the event. A later attempt has its own moment. */
  attempts: MarkOf<'ATTEMPT'>[];
  /** Whether the attempts were made more than `sameMomentMs` after the event. */
  isLate: boolean;
}

/** A session, or a period outside the known sessions. */
export interface Chapter {
  key: string;
  /** Null outside sessions, and if the session has been deleted. */
  session: TimelineSession | null;
  startsAt: string;
  /** The time of the last screen, callback or event. Attempts do not count, because they can be made hours later. */
  endsAt: string;
  /** Oldest first. */
  moments: Moment[];
}

export type MarkKind = TimelineMark['kind'];

/** The longest time between an event and an attempt of the same moment, in ms. */
const sameMomentMs = 5000;
/** Outside sessions, a mark that comes more than this many ms after the previous mark starts a new chapter. */
const newChapterMs = 30 * 60 * 1000;

/** Groups marks into chapters, newest first. Hiding marks does not change where chapters begin and end. */
export function layOut(
  timeline: Pick<Timeline, 'items' | 'sessions'>,
  shown: ReadonlySet<MarkKind>,
): Chapter[] {
  const chapters: Chapter[] = [];
  for (const placed of toMoments(timeline)) {
    const chapter = findChapter(chapters, placed) ?? addChapter(chapters, timeline.sessions, placed);
    chapter.moments.push(placed.moment);
    if (hasMoreThanAttempts(placed.moment)) chapter.endsAt = placed.moment.at;
  }
  return chapters
    .map((chapter) => ({
      ...chapter,
      moments: withGaps(chapter.moments.flatMap((moment) => keep(moment, shown))),
    }))
    .filter(({ moments }) => moments.length > 0)
    .sort((a, b) => time(b.startsAt) - time(a.startsAt));
}

interface PlacedMoment {
  sessionId: string | null;
  moment: Moment;
}

function toMoments({ items, sessions }: Pick<Timeline, 'items' | 'sessions'>): PlacedMoment[] {
  const known = new Set<string | null>(sessions.map(({ id }) => id));
  const byEvent = new Map<string, PlacedMoment>();
  const placed: PlacedMoment[] = [];
  const sessionOf = ({ sessionId }: TimelineMark) => (known.has(sessionId) ? sessionId : null);
  const add = (mark: TimelineMark, key: string): PlacedMoment => {
    const isLate = mark.kind === 'ATTEMPT';
    const added = { sessionId: sessionOf(mark), moment: { key, at: mark.at, gap: 0, attempts: [], isLate } };
    placed.push(added);
    return added;
  };
  const momentOf = (mark: TimelineMark): Moment => {
    const found = byEvent.get(mark.eventId) ?? add(mark, mark.eventId);
    byEvent.set(mark.eventId, found);
    found.sessionId ??= sessionOf(mark);
    return found.moment;
  };
  for (const mark of items) {
    if (mark.kind === 'SCREEN') momentOf(mark).screen = mark;
    else if (mark.kind === 'CALLBACK') momentOf(mark).callback = mark;
    else if (mark.kind === 'EVENT') momentOf(mark).event = mark;
    else {
      const moment = byEvent.get(mark.eventId)?.moment;
      const isSoon = moment?.event && time(mark.at) - time(moment.event.at) <= sameMomentMs;
      const key = `${mark.eventId} ${mark.webhookId} ${mark.number}`;
      (isSoon ? moment : add(mark, key).moment).attempts.push(mark);
    }
  }
  return placed.sort((a, b) => time(a.moment.at) - time(b.moment.at));
}

function findChapter(chapters: Chapter[], { sessionId, moment }: PlacedMoment): Chapter | undefined {
  if (sessionId !== null) return chapters.find((chapter) => chapter.session?.id === sessionId);
  const last = chapters.findLast((chapter) => chapter.session === null);
  const previous = last?.moments.at(-1);
  return previous && time(moment.at) - time(lastOf(previous)) <= newChapterMs ? last : undefined;
}

function addChapter(
  chapters: Chapter[],
  sessions: readonly TimelineSession[],
  { sessionId, moment }: PlacedMoment,
): Chapter {
  const session = sessions.find(({ id }) => id === sessionId) ?? null;
  const chapter: Chapter = {
    key: session?.id ?? moment.key,
    session,
    startsAt: moment.at,
    endsAt: moment.at,
    moments: [],
  };
  chapters.push(chapter);
  return chapter;
}

const hasMoreThanAttempts = ({ screen, callback, event }: Moment): boolean =>
  Boolean(screen || callback || event);

const lastOf = ({ at, attempts }: Moment): string => attempts.at(-1)?.at ?? at;

function keep(
  { screen, callback, event, attempts, ...moment }: Moment,
  shown: ReadonlySet<MarkKind>,
): Moment[] {
  const kept: Moment = {
    ...moment,
    ...(screen && shown.has('SCREEN') ? { screen } : {}),
    ...(callback && shown.has('CALLBACK') ? { callback } : {}),
    ...(event && shown.has('EVENT') ? { event } : {}),
    attempts: shown.has('ATTEMPT') ? attempts : [],
  };
  return hasMoreThanAttempts(kept) || kept.attempts.length > 0 ? [kept] : [];
}

const withGaps = (moments: Moment[]): Moment[] =>
  moments.map((moment, index) => {
    const previous = moments[index - 1];
    return { ...moment, gap: previous ? time(moment.at) - time(previous.at) : 0 };
  });

const time = (at: string): number => Date.parse(at);
