import type { Mode } from '@winkwire/contract/modes';
import type { Timeline as TimelineData } from '@winkwire/contract/portal-api';
import { useState } from 'preact/hooks';
import { ApiFailure, request } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { Timeline } from '../timeline/timeline.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { LiveBadge } from '../ui/live-badge.tsx';
import { FailureNotice, QueryView } from '../ui/states.tsx';

export function UserTimelineCard({ mode, id }: { mode: Mode; id: string }) {
  const path = `/v1/users/${encodeURIComponent(id)}/timeline?size=100`;
  const timeline = useQuery<TimelineData>(mode, path, 3);
  const [older, setOlder] = useState<TimelineData>();
  const [failure, setFailure] = useState<ApiFailure>();
  const nextCursor = older ? older.nextCursor : timeline.data?.nextCursor;
  const loadOlder = async () => {
    setFailure(undefined);
    try {
      const page = await request<TimelineData>(mode, `${path}&cursor=${nextCursor}`);
      setOlder({ ...page, items: [...page.items, ...(older?.items ?? [])] });
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setFailure(cause);
    }
  };
  return (
    <Card
      title="Timeline"
      lead="What happened in the browser on the left, and on the server on the right. A callback and a webhook on one line are the same event."
      actions={<LiveBadge query={timeline} />}
    >
      <QueryView query={timeline}>
        {(data) => (
          <>
            <Timeline mode={mode} data={{ ...data, items: joinMarks(older?.items ?? [], data.items) }} />
            {(nextCursor || failure) && (
              <div class="card-body more">
                {failure && <FailureNotice failure={failure} />}
                <Button onClick={loadOlder}>Show earlier</Button>
              </div>
            )}
          </>
        )}
      </QueryView>
    </Card>
  );
}

/**
 * Joins the marks of the older pages and of the live page. A mark that is on an older page and also on the live
 * page is returned only once.
 */
function joinMarks(older: TimelineData['items'], live: TimelineData['items']): TimelineData['items'] {
  const keyOf = (mark: TimelineData['items'][number]) =>
    mark.kind === 'ATTEMPT'
      ? `${mark.eventId} ${mark.webhookId} ${mark.number}`
      : `${mark.kind} ${mark.eventId}`;
  const known = new Set(live.map(keyOf));
  return [...older.filter((mark) => !known.has(keyOf(mark))), ...live];
}
