import type { Mode } from '@winkwire/contract/modes';
import type { WebhookCheckpoint } from '@winkwire/contract/resources/reconciliation';
import { useQuery } from '../api/use-query.ts';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Answer } from '../ui/states.tsx';

/** What proves that nothing is missing. */
export function WebhookCheckpointCard({ mode, path }: { mode: Mode; path: string }) {
  const checkpoint = useQuery<WebhookCheckpoint>(mode, `${path}/checkpoint`, 5);
  return (
    <Card
      title="Checkpoint"
      lead="How many events this endpoint was given, and the hash over all of them. A receiver that counts the same has missed nothing."
    >
      <div class="card-body">
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
      </div>
    </Card>
  );
}
