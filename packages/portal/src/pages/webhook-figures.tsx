import type { Mode } from '@winkwire/contract/modes';
import type { Overview } from '@winkwire/contract/portal-api';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { useQuery } from '../api/use-query.ts';
import { EndpointState } from '../ui/endpoint-state.tsx';
import { latencyText } from '../ui/error-rate.ts';
import { Figures } from '../ui/figures.tsx';
import { Moment } from '../ui/moment.tsx';
import { FailedAttempts, periods } from './failed-attempts.tsx';

export function WebhookFigures({ mode, webhook }: { mode: Mode; webhook: Webhook }) {
  const overview = useQuery<Overview>(mode, '/portal/api/overview', 5);
  const counts = overview.data?.endpoints.find(({ id }) => id === webhook.id);
  return (
    <Figures
      figures={[
        { name: 'State', note: <EndpointState {...webhook} /> },
        ...periods.map(({ period, label }) => ({
          name: `Failed attempts, ${label}`,
          note: counts ? (
            <FailedAttempts mode={mode} webhookId={webhook.id} figures={counts.attempts[period]} />
          ) : (
            '–'
          ),
        })),
        { name: 'p50 / p95, 24 h', value: counts ? latencyText(counts.attempts.day) : null },
        {
          name: 'Backlog',
          value: counts ? counts.waiting + counts.retrying : null,
          note: counts?.oldestBacklogAt ? (
            <>
              oldest <Moment at={counts.oldestBacklogAt} />
            </>
          ) : undefined,
          bad: webhook.active && webhook.failingSince !== null,
        },
        { name: 'Given up, 24 h', value: counts?.failed ?? null, bad: Boolean(counts?.failed) },
      ]}
    />
  );
}
