import type { Mode } from '@winkwire/contract/modes';
import type { Explanation } from '@winkwire/contract/resources/reconciliation';
import { useState } from 'preact/hooks';
import { queryString } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { Button } from '../ui/button.tsx';
import { QueryView } from '../ui/states.tsx';
import { inLocalTime } from '../ui/time.ts';

interface ExplainProps {
  mode: Mode;
  webhookId: string;
  eventId: string;
  /** Whether the explanation is shown at once and kept up to date, or loaded on demand. */
  isShown?: boolean;
}

export function Explain({ mode, webhookId, eventId, isShown = false }: ExplainProps) {
  const [isRequested, setRequested] = useState(isShown);
  const path = `/v1/webhooks/${webhookId}/explain${queryString({ eventId })}`;
  const explanation = useQuery<Explanation>(mode, isRequested ? path : null, isShown ? 10 : 0);
  if (!isRequested) {
    return (
      <p>
        <Button size="small" kind="quiet" onClick={() => setRequested(true)}>
          Why was it not delivered?
        </Button>
      </p>
    );
  }
  return (
    <QueryView query={explanation} rows={1}>
      {({ sentence }) => (
        <p class="why" role="status">
          {inLocalTime(sentence)}
        </p>
      )}
    </QueryView>
  );
}
