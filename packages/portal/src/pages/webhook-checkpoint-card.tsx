import type { Mode } from '@winkwire/contract/modes';
import type { Replay, WebhookCheckpoint } from '@winkwire/contract/resources/reconciliation';
import type { Page } from '@winkwire/contract/schema/envelope';
import { type Query, useQuery } from '../api/use-query.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Moment } from '../ui/moment.tsx';
import { Answer } from '../ui/states.tsx';

interface Props {
  mode: Mode;
  path: string;
  replays: Query<Page<Replay>>;
  onReplay: () => void;
}

/** What proves that nothing is missing, and how far replays are. */
export function WebhookCheckpointCard({ mode, path, replays, onReplay }: Props) {
  const checkpoint = useQuery<WebhookCheckpoint>(mode, `${path}/checkpoint`, 5);
  return (
    <Card
      title="Checkpoint"
      lead="How many events this endpoint was given, and the hash over all of them. A receiver that counts the same has missed nothing."
      actions={
        <Button size="small" onClick={onReplay}>
          Replay
        </Button>
      }
    >
      <div class="card-body stack-s">
        <Answer query={checkpoint} rows={2}>
          {({ sequence, hash }) => (
            <dl class="facts">
              <dt>Sequence</dt>
              <dd class="number">{sequence.toLocaleString()}</dd>
              <dt>Hash</dt>
              <dd>
                <span class="hash">{hash}</span>
                <CopyButton text={hash} label="hash" />
              </dd>
            </dl>
          )}
        </Answer>
        {replays.data?.items.slice(0, 5).map((replay) => (
          <ReplayProgress key={replay.id} replay={replay} />
        ))}
      </div>
    </Card>
  );
}

const replayWords = { REWIND: 'Everything again', RECOVER: 'What failed', REPLAY: 'What was never sent' };

function ReplayProgress({ replay }: { replay: Replay }) {
  const label = `${replayWords[replay.kind]}: ${replay.scheduled.toLocaleString()} sent again`;
  return (
    <div class="small">
      <p>
        {label}
        <span class="faint">
          {' '}
          · {replay.state === 'RUNNING' ? 'running' : replay.state === 'DONE' ? 'done' : 'canceled'} ·{' '}
          <Moment at={replay.updatedAt} />
        </span>
      </p>
      {replay.state === 'RUNNING' && (
        <progress class="progress" aria-label={label} max={replay.through} value={replay.position} />
      )}
    </div>
  );
}
