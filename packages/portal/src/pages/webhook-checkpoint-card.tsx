import type { Mode } from '@winkwire/contract/modes';
import type { WebhookCheckpoint } from '@winkwire/contract/resources/reconciliation';
import { useQuery } from '../api/use-query.ts';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { QueryView } from '../ui/states.tsx';

export function WebhookCheckpointCard({ mode, id }: { mode: Mode; id: string }) {
  const checkpoint = useQuery<WebhookCheckpoint>(mode, `/v1/webhooks/${id}/checkpoint`, 5);
  return (
    <Card
      title="Checkpoint"
      lead="The number of events for this endpoint, and a hash over all of them. A receiver with the same values has missed nothing."
    >
      <div class="card-body">
        <QueryView query={checkpoint} rows={2}>
          {({ sequence, hash }) => (
            <Facts
              facts={[
                [
                  'Sequence',
                  <span key="sequence" class="number">
                    {sequence.toLocaleString()}
                  </span>,
                ],
                [
                  'Hash',
                  <>
                    <span class="hash">{hash}</span>
                    <CopyButton text={hash} label="hash" />
                  </>,
                ],
              ]}
            />
          )}
        </QueryView>
      </div>
    </Card>
  );
}
