import type { Mode } from '@winkwire/contract/modes';
import type { WidgetSession } from '@winkwire/contract/resources/widget-session';
import type { Page } from '@winkwire/contract/schema/envelope';
import type { Query } from '../api/use-query.ts';
import { href } from '../app/address.ts';
import { detailOf, OutcomeBadge } from './session-words.tsx';

interface LatestSessionProps {
  mode: Mode;
  query: Query<Page<WidgetSession>>;
}

export function LatestSession({ mode, query: { data, failure } }: LatestSessionProps) {
  if (!data) return <span class="faint">{failure ? 'unknown' : '…'}</span>;
  const [session] = data.items;
  if (!session) return <span class="faint">none yet</span>;
  return (
    <a href={href(mode, 'sessions', session.id)}>
      <OutcomeBadge session={session} /> {detailOf(session)}
    </a>
  );
}
