import type { WidgetSession } from '@winkwire/contract/resources/widget-session';
import { Empty } from '../ui/states.tsx';
import { clockTime, duration } from '../ui/time.ts';
import { detailOf, OutcomeBadge, screenName } from './session-words.tsx';

export function SessionScreens({ session }: { session: WidgetSession }) {
  const { screens } = session;
  if (screens.length === 0) {
    return (
      <Empty title="No screen was shown">
        <p>
          {session.status === 'IN_PROGRESS'
            ? 'The widget is still loading.'
            : 'The user left before the widget had loaded.'}
        </p>
      </Empty>
    );
  }
  const longest = Math.max(1, ...screens.map((screen) => screen.duration));
  return (
    <ol class="screens-line">
      {screens.map((screen, index) => (
        <li key={index}>
          <span class="screens-name">{screenName(screen.name)}</span>
          <time class="faint small" dateTime={screen.openedAt}>
            {clockTime(screen.openedAt)}
          </time>
          <span class="screens-time number">{duration(screen.duration)}</span>
          <span class="screens-bar" aria-hidden="true">
            <i style={{ width: `${(screen.duration / longest) * 100}%` }} />
          </span>
        </li>
      ))}
      <li class="screens-end">
        <span class="screens-name">
          <OutcomeBadge session={session} /> <span class="soft small">{detailOf(session)}</span>
        </span>
        {session.endedAt && (
          <time class="faint small" dateTime={session.endedAt}>
            {clockTime(session.endedAt)}
          </time>
        )}
      </li>
    </ol>
  );
}
