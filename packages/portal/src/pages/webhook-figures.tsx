import type { Mode } from '@winkwire/contract/modes';
import type { Overview } from '@winkwire/contract/portal-api';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { useQuery } from '../api/use-query.ts';
import { EndpointState, successRate } from '../ui/endpoint-state.tsx';
import { Figures } from '../ui/figures.tsx';

export function WebhookFigures({ mode, webhook }: { mode: Mode; webhook: Webhook }) {
  const overview = useQuery<Overview>(mode, '/portal/api/overview', 5);
  const counts = overview.data?.endpoints.find(({ id }) => id === webhook.id);
  return (
    <Figures
      figures={[
        { name: 'State', note: <EndpointState {...webhook} /> },
        { name: 'Delivered, 24 h', value: counts?.delivered ?? null },
        { name: 'Success, 24 h', value: counts ? successRate(counts) : null },
        { name: 'Backlog', value: counts ? counts.waiting + counts.retrying : null },
        { name: 'Given up, 24 h', value: counts?.failed ?? null, bad: Boolean(counts?.failed) },
      ]}
    />
  );
}
