import type { Mode } from '@winkwire/contract/modes';
import type { Overview } from '@winkwire/contract/portal-api';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import type { Query } from '../api/use-query.ts';
import { isBroken } from '../ui/endpoint-condition.ts';
import { durationText, errorRate } from '../ui/error-rate.ts';
import { Figures } from '../ui/figures.tsx';
import { Moment } from '../ui/moment.tsx';
import { PartFailure } from '../ui/states.tsx';
import { Backlog } from './backlog.tsx';
import { deliveriesHref } from './delivery-filters.ts';
import { failedAttemptsHref, failedOf, periods } from './failed-attempts.tsx';

interface WebhookFiguresProps {
  mode: Mode;
  webhook: Webhook;
  overview: Query<Overview>;
}

export function WebhookFigures({ mode, webhook, overview }: WebhookFiguresProps) {
  const since = overview.data?.since;
  const counts = overview.data?.endpoints.find(({ id }) => id === webhook.id);
  return (
    <>
      <PartFailure query={overview} missing="The figures could not be loaded." />
      <Figures
        figures={[
          ...periods.map(({ period, label }) => {
            const figures = counts?.attempts[period];
            return {
              name: `Failed, ${label}`,
              value: figures ? errorRate(figures) : null,
              href: since && failedAttemptsHref(mode, webhook.id, since.attempts[period]),
              note: figures && figures.failed > 0 && failedOf(figures),
              bad: Boolean(figures?.failed),
            };
          }),
          {
            name: 'p50, 24 h',
            value: counts ? durationText(counts.attempts.day.p50) : null,
            note: counts && `p95 ${durationText(counts.attempts.day.p95)}`,
          },
          {
            name: 'Backlog',
            value: counts ? counts.waiting + counts.retrying : null,
            note: counts?.oldestBacklogAt ? (
              <>
                <Backlog
                  mode={mode}
                  webhookId={webhook.id}
                  waiting={counts.waiting}
                  retrying={counts.retrying}
                />
                , oldest <Moment at={counts.oldestBacklogAt} />
              </>
            ) : undefined,
            bad: isBroken({ ...webhook, isServed: counts?.isServed }),
          },
          {
            name: 'Given up, 24 h',
            value: counts?.failed ?? null,
            href:
              since &&
              deliveriesHref(mode, { state: 'FAILED', webhookId: webhook.id, updatedStartDate: since.day }),
            bad: Boolean(counts?.failed),
          },
        ]}
      />
    </>
  );
}
