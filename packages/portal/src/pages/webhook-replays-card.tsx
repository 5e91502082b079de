import type { Mode } from '@winkwire/contract/modes';
import type { Replay } from '@winkwire/contract/resources/reconciliation';
import { useRef, useState } from 'preact/hooks';
import { useQuery } from '../api/use-query.ts';
import { Badge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { ChangeButton } from '../ui/change-button.tsx';
import { LiveList, type LiveListData } from '../ui/live-list.tsx';
import { Moment } from '../ui/moment.tsx';
import { CancelReplayDialog } from './cancel-replay-dialog.tsx';
import {
  replayName,
  replayPosition,
  replayResult,
  replayShare,
  replayState,
  unsettled,
} from './replay-texts.ts';

interface WebhookReplaysCardProps {
  mode: Mode;
  replays: LiveListData<Replay>;
  paused: boolean;
  onReplay: () => void;
}

export function WebhookReplaysCard({ mode, replays, paused, onReplay }: WebhookReplaysCardProps) {
  return (
    <Card
      title="Replays"
      lead="Send past events again, recover what failed, or backfill events that this endpoint was never given."
      actions={
        <ChangeButton size="small" onClick={onReplay}>
          Replay
        </ChangeButton>
      }
    >
      <LiveList list={replays} rows={2} empty={<p class="card-body soft small">None yet.</p>}>
        {(items) => (
          <ul class="rows">
            {items.map((replay, index) => (
              <ReplayRow
                key={replay.id}
                mode={mode}
                listed={replay}
                isNewest={index === 0}
                paused={paused}
                refresh={replays.query.refresh}
              />
            ))}
          </ul>
        )}
      </LiveList>
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
  const replay = useCounts(mode, listed, isNewest);
  const [isCanceling, setCanceling] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const close = () => {
    setCanceling(false);
    // The button of a canceled replay is gone, so the focus returns to its row.
    if (document.activeElement === document.body) row.current?.focus({ preventScroll: true });
  };
  const name = replayName(replay);
  const [label, tone] = replayState(replay);
  const isRunning = replay.state === 'RUNNING';
  return (
    <li class="replay" ref={row} tabIndex={-1}>
      <div class="replay-head">
        <p>
          <strong>{name}</strong> <Badge tone={tone}>{label}</Badge>{' '}
          <span class="faint">
            <Moment at={replay.createdAt} />
          </span>
        </p>
        {isRunning && (
          <ChangeButton size="small" onClick={() => setCanceling(true)}>
            Cancel<span class="visually-hidden"> this {name.toLowerCase()}</span>
          </ChangeButton>
        )}
      </div>
      {isRunning && <progress class="progress" aria-label={name} value={replayShare(replay)} max={1} />}
      <p class="number">
        {isRunning && `${replayPosition(replay)}. `}
        {replayResult(replay)}.
        {paused &&
          (isRunning || unsettled(replay) > 0) &&
          ' Nothing more is sent until the webhook is resumed.'}
      </p>
      {isCanceling && <CancelReplayDialog mode={mode} replay={replay} onClose={close} onDone={refresh} />}
    </li>
  );
}

/** The server may have to count millions of deliveries, so only running replays and the newest one are counted. */
function useCounts(mode: Mode, listed: Replay, isNewest: boolean): Replay {
  const isRunning = listed.state === 'RUNNING';
  const path = `/v1/webhooks/${listed.webhookId}/replays/${listed.id}`;
  const { data } = useQuery<Replay>(mode, isRunning || isNewest ? path : null, isRunning ? 3 : 6);
  return { ...listed, delivered: data?.delivered ?? null, failed: data?.failed ?? null };
}
