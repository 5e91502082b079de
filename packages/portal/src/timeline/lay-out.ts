import type { MarkOf, Timeline, TimelineMark, TimelineSession } from '@winkwire/contract/portal-api';

/**
 * One thing that happened. A callback and an event with the same event id are one moment with two faces: what the
 * page was told, and what the back end was sent.
 */
export interface Moment {
  key: string;
  at: string;
  /** Milliseconds since the moment before it in the same chapter. */
  gap: number;
  screen?: MarkOf<'SCREEN'>;
  callback?: MarkOf<'CALLBACK'>;
  event?: MarkOf<'EVENT'>;
  /** Requests of this moment: those made with the event, or a later one by itself. */
  attempts: MarkOf<'ATTEMPT'>[];
}

/** A session, or a stretch of time outside of any. */
export interface Chapter {
  key: string;
  session: TimelineSession | null;
  startsAt: string;
  endsAt: string;
  /** Oldest first: a chapter reads downwards, as a story. */
  moments: Moment[];
}

export type MarkKind = TimelineMark['kind'];

/** An attempt so soon after its event belongs to that moment; a later one is a moment of its own. */
const together = 5000;
/** What happened outside a session falls apart into chapters where nothing happened for so long. */
const pause = 30 * 60 * 1000;

/** Marks as chapters, the newest first. `kinds` are those to show. */
export function layOut(
  timeline: Pick<Timeline, 'items' | 'sessions'>,
  kinds: ReadonlySet<MarkKind>,
): Chapter[] {
  const moments = joinMarks(timeline.items.filter(({ kind }) => kinds.has(kind)));
  const chapters: Chapter[] = [];
  for (const { sessionId, moment } of moments) {
    const chapter =
      findChapter(chapters, sessionId, moment) ??
      addChapter(chapters, findSession(timeline, sessionId), moment);
    const last = chapter.moments.at(-1);
    moment.gap = last ? time(moment.at) - time(last.at) : 0;
    chapter.moments.push(moment);
    chapter.endsAt = endOf(moment);
  }
  return chapters.sort((a, b) => time(b.startsAt) - time(a.startsAt));
}

interface Placed {
  sessionId: string | null;
  moment: Moment;
}

function joinMarks(marks: TimelineMark[]): Placed[] {
  const byEvent = new Map<string, Placed>();
  const placed: Placed[] = [];
  const add = (mark: TimelineMark, key: string): Placed => {
    const moment: Moment = { key, at: mark.at, gap: 0, attempts: [] };
    const place = { sessionId: mark.sessionId, moment };
    placed.push(place);
    return place;
  };
  const momentOf = (mark: TimelineMark): Moment => {
    let place = byEvent.get(mark.eventId);
    if (!place) {
      place = add(mark, mark.eventId);
      byEvent.set(mark.eventId, place);
    }
    place.sessionId ??= mark.sessionId;
    return place.moment;
  };
  for (const mark of marks) {
    if (mark.kind === 'SCREEN') momentOf(mark).screen = mark;
    else if (mark.kind === 'CALLBACK') momentOf(mark).callback = mark;
    else if (mark.kind === 'EVENT') momentOf(mark).event = mark;
    else {
      const known = byEvent.get(mark.eventId)?.moment;
      const isTogether = known?.event && time(mark.at) - time(known.event.at) <= together;
      const key = `${mark.eventId} ${mark.webhookId} ${mark.number}`;
      (isTogether ? known : add(mark, key).moment).attempts.push(mark);
    }
  }
  return placed.sort((a, b) => time(a.moment.at) - time(b.moment.at));
}

function findChapter(chapters: Chapter[], sessionId: string | null, moment: Moment): Chapter | undefined {
  if (sessionId !== null) return chapters.find((chapter) => chapter.session?.id === sessionId);
  const last = chapters.findLast((chapter) => chapter.session === null);
  return last && time(moment.at) - time(last.endsAt) <= pause ? last : undefined;
}

const findSession = (
  { sessions }: Pick<Timeline, 'sessions'>,
  sessionId: string | null,
): Chapter['session'] => sessions.find(({ id }) => id === sessionId) ?? null;

function addChapter(chapters: Chapter[], session: Chapter['session'], moment: Moment): Chapter {
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

function endOf(moment: Moment): string {
  return moment.attempts.at(-1)?.at ?? moment.at;
}

const time = (at: string): number => Date.parse(at);
