import type { UIEvent } from '@winkwire/contract/callbacks';
import { screens, type UIEventName } from '@winkwire/contract/screens';
import type { SnapshotFrom } from 'xstate';
import type { chart } from './chart.ts';
import type { Announcement, ChartContext, StateMeta, View } from './chart-vocabulary.ts';

export type ChartSnapshot = SnapshotFrom<typeof chart>;

/**
 * What one step of the chart has to tell the page: first the screen it opened, if it opened one, then whatever else
 * happened. This is the only place that makes UI events, and it reads nothing but the states' meta.
 */
export function newAnnouncements(before: ChartSnapshot | null, after: ChartSnapshot): Announcement[] {
  const name = shownScreen(after);
  const opened = name && openingKey(after, name) !== (before && openingKey(before, shownScreen(before)));
  const told = after.context.announcements
    .slice(before?.context.announcements.length ?? 0)
    .map((announcement) =>
      announcement.kind === 'closed' ? withLastScreen(announcement, before) : announcement,
    );
  return opened ? [screenOpened(name, after.context), ...told] : told;
}

/** The screen whose UI event this step is in, or null where nothing counts as a screen. */
export const shownScreen = (snapshot: ChartSnapshot): UIEventName | null => metaOf(snapshot).screen ?? null;

export const shownView = (snapshot: ChartSnapshot): View => metaOf(snapshot).view;

/** Exactly one active state has meta, since only the flow shows something; the innermost counts. */
function metaOf(snapshot: ChartSnapshot): StateMeta {
  const metas = Object.entries(snapshot.getMeta()) as [string, StateMeta | undefined][];
  const innermost = metas.filter(([, meta]) => meta).sort(([a], [b]) => b.length - a.length)[0];
  return innermost?.[1] ?? { view: 'loading' };
}

/** One showing of a screen: a second challenge right after the first is a second opening of the same screen. */
function openingKey(snapshot: ChartSnapshot, name: UIEventName | null): string {
  return `${name} ${name === 'MfaPageOpened' ? snapshot.context.account?.challenge?.challengeId : ''}`;
}

/** Where the user was: the screen, or on the error page why linking had failed. */
function withLastScreen(closed: Announcement, before: ChartSnapshot | null): Announcement {
  if (!before?.context.session) return closed;
  const failed = shownView(before) === 'linkError';
  const screen = shownScreen(before);
  return {
    ...closed,
    screen,
    errorCode: failed ? (before.context.account?.errorCode ?? null) : null,
  } as Announcement;
}

function screenOpened(name: UIEventName, context: ChartContext): Announcement {
  const properties: readonly string[] = screens[name].properties;
  const account: UIEvent['account'] = {};
  const archive: UIEvent['archive'] = {};
  if (properties.includes('account.providerId') && context.provider) account.providerId = context.provider.id;
  if (properties.includes('account.accountId') && context.account)
    account.accountId = context.account.accountId;
  if (properties.includes('archive.fileType') && context.fileType) archive.fileType = context.fileType.type;
  return { kind: 'screen', name, account, archive };
}
