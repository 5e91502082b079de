import type { UIEvent } from '@winkwire/contract/callbacks';
import { screens, type UIEventName } from '@winkwire/contract/screens';
import type { SnapshotFrom } from 'xstate';
import type { chart } from './chart.ts';
import type { Announcement, ChartContext, StateMeta, View } from './chart-vocabulary.ts';
import { isMistyped } from './is-mistyped.ts';

export type ChartSnapshot = SnapshotFrom<typeof chart>;

/** The announcements of one transition. A newly opened screen comes first. */
export function newAnnouncements(before: ChartSnapshot | null, after: ChartSnapshot): Announcement[] {
  const name = shownScreen(after);
  const opened = name && openingKey(after, name) !== (before && openingKey(before, shownScreen(before)));
  const others = after.context.announcements
    .slice(before?.context.announcements.length ?? 0)
    .map((announcement) =>
      announcement.kind === 'closed' ? withLastScreen(announcement, before) : announcement,
    );
  return opened ? [screenOpened(name, after.context), ...others] : others;
}

/** The UI event of the visible screen. Null for a view that has none. */
export const shownScreen = (snapshot: ChartSnapshot): UIEventName | null => metaOf(snapshot).screen ?? null;

export const shownView = (snapshot: ChartSnapshot): View => metaOf(snapshot).view;

/**
 * The meta of the innermost active state that has one. At the start, no active state has a meta, and the view is
 * `loading`.
 */
function metaOf(snapshot: ChartSnapshot): StateMeta {
  const metas = Object.entries(snapshot.getMeta()) as [string, StateMeta | undefined][];
  const innermost = metas.filter(([, meta]) => meta).sort(([a], [b]) => b.length - a.length)[0];
  return innermost?.[1] ?? { view: 'loading' };
}

/** Changes each time a screen opens. A new challenge opens its screen again. */
function openingKey(snapshot: ChartSnapshot, name: UIEventName | null): string {
  return `${name} ${name === 'MfaPageOpened' ? snapshot.context.account?.challenge?.challengeId : ''}`;
}

/** Adds the last visible screen to `closed`, and its error code if linking has failed on that screen. */
function withLastScreen(closed: Announcement, before: ChartSnapshot | null): Announcement {
  if (!before?.context.session) return closed;
  const failed = shownView(before) === 'linkError' || isMistyped(before.context.account);
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
