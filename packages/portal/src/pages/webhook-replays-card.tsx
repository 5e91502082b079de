import type { Mode } from '@winkwire/contract/modes';
import type { Replay } from '@winkwire/contract/resources/reconciliation';
import type { Page } from '@winkwire/contract/schema/envelope';
import { useRef, useState } from 'preact/hooks';
import { type Query, useQuery } from '../api/use-query.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Moment } from '../ui/moment.tsx';
import { More, Newer, useMore } from '../ui/more.tsx';
import { Answer } from '../ui/states.tsx';
import { CancelReplayDialog } from './cancel-replay-dialog.tsx';
import {
  onTheirWay,
  replayName,
  replayPosition,
  replayResult,
  replayShare,
  replayState,
} from './replay-words.ts';

interface WebhookReplaysCardProps {
  mode: Mode;
  /** Of the list of replays, which `replays` asks. */
  path: string;
  replays: Query<Page<Replay>>;
  paused: boolean;
  onReplay: () => void;
}

/** Rewinds, recoveries and replays, the newest first: how far they are, and what came of them. */
export function WebhookReplaysCard({ mode, path, replays, paused, onReplay }: WebhookReplaysCardProps) {
  const more = useMore({ mode, path, first: replays.data, keyOf: ({ id }) => id });
  const [newest] = more.items;
  return (
    <Card
      title="Replays"
      lead="Sends again what was sent, what failed, or what this endpoint was never given."
      actions={
        <Button size="small" onClick={onReplay}>
          Replay
        </Button>
      }
    >
      <Answer query={replays} rows={2}>
        {() =>
          more.items.length === 0 ? (
            <p class="card-body soft small">None yet. A replay sends the same ids and the same bytes.</p>
          ) : (
            <>
              <Newer more={more} />
              <ul class="rows">
                {more.items.map((replay) => (
                  <ReplayRow
                    key={replay.id}
                    mode={mode}
                    listed={replay}
                    isNewest={replay === newest}
                    paused={paused}
                    refresh={replays.refresh}
                  />
                ))}
              </ul>
              <More more={more} />
            </>
          )
        }
      </Answer>
    </Card>
  );
}

interface ReplayRowProps {
  mode: Mode;
  listed: Replay;
  isNewest: boolean;
  paused: boolean;
  refresh: () => Promise<void>;
}

function ReplayRow({ mode, listed, isNewest, paused, refresh }: ReplayRowProps) {
  const isRunning = listed.state === 'RUNNING';
  // Counting may be about millions of deliveries: only where somebody waits for it.
  const counted = useQuery<Replay>(
    mode,
    isRunning || isNewest ? `/v1/webhooks/${listed.webhookId}/replays/${listed.id}` : null,
    isRunning ? 3 : 6,
  );
  const [asks, setAsks] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const replay = {
    ...listed,
    delivered: counted.data?.delivered ?? null,
    failed: counted.data?.failed ?? null,
  };
  const [label, tone] = replayState(replay);
  const close = () => {
    setAsks(false);
    // The button that opened the dialog went with what it cancels.
    if (document.activeElement === document.body) row.current?.focus({ preventScroll: true });
  };
  return (
    <li class="replay" ref={row} tabIndex={-1}>
      <div class="replay-head">
        <p>
          <strong>{replayName(replay)}</strong> <Badge tone={tone}>{label}</Badge>{' '}
          <span class="faint">
            <Moment at={replay.createdAt} />
          </span>
        </p>
        {isRunning && (
          <Button size="small" onClick={() => setAsks(true)}>
            Cancel<span class="visually-hidden"> this replay: {replayName(replay)}</span>
          </Button>
        )}
      </div>
      {isRunning && (
        <progress class="progress" aria-label={replayName(replay)} value={replayShare(replay)} max={1} />
      )}
      <p class="number">
        {isRunning && `${replayPosition(replay)}. `}
        {replayResult(replay)}.
        {paused && (isRunning || onTheirWay(replay) > 0) && ' The rest waits while the endpoint is paused.'}
      </p>
      {asks && <CancelReplayDialog mode={mode} replay={replay} onClose={close} onDone={refresh} />}
    </li>
  );
}
