import type { Mode } from '@winkwire/contract/modes';
import type { Timeline as TimelineData } from '@winkwire/contract/portal-api';
import { useRef, useState } from 'preact/hooks';
import { ApiFailure, request } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { joinMarks, overlap } from '../timeline/join-marks.ts';
import { Timeline } from '../timeline/timeline.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { LiveBadge } from '../ui/live-badge.tsx';
import { FailureNotice, QueryView } from '../ui/states.tsx';

export function UserTimelineCard({ mode, id }: { mode: Mode; id: string }) {
  const path = `/v1/users/${encodeURIComponent(id)}/timeline?size=100`;
  const timeline = useQuery<TimelineData>(mode, path, 3);
  // All entries that have been loaded, which are called marks. Undefined until the reader loads older marks.
  const shown = useRef<TimelineData['items']>(undefined);
  const [earlierCursor, setEarlierCursor] = useState<string | null>();
  const [failure, setFailure] = useState<ApiFailure>();
  // If the live list shares no mark with `shown`, marks between the two may be missing. So they are not joined.
  if (shown.current && timeline.data) {
    shown.current = overlap(shown.current, timeline.data.items)
      ? joinMarks(shown.current, timeline.data.items)
      : undefined;
  }
  const nextCursor = shown.current ? earlierCursor : timeline.data?.nextCursor;
  const loadEarlier = async () => {
    setFailure(undefined);
    try {
      const page = await request<TimelineData>(mode, `${path}&cursor=${nextCursor}`);
      shown.current = joinMarks(page.items, shown.current ?? timeline.data?.items ?? []);
      setEarlierCursor(page.nextCursor);
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setFailure(cause);
    }
  };
  return (
    <Card
      title="Timeline"
      lead="The left side shows what happened in the browser, the right side what happened on the server. A callback and an event on one line have the same event ID."
      actions={<LiveBadge query={timeline} />}
    >
      <QueryView query={timeline}>
        {(data) => (
          <>
            <Timeline mode={mode} data={{ ...data, items: shown.current ?? data.items }} />
            {(nextCursor || failure) && (
              <div class="card-body more">
                {failure && <FailureNotice failure={failure} />}
                <Button onClick={loadEarlier}>Show earlier</Button>
              </div>
            )}
          </>
        )}
      </QueryView>
    </Card>
  );
}
