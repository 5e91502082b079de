import type { Mode } from '@winkwire/contract/modes';
import type { AttemptFigures } from '@winkwire/contract/portal-api';
import { queryString } from '../api/request.ts';
import { href } from '../app/address.ts';
import { errorRate } from '../ui/error-rate.ts';

interface FailedAttemptsProps {
  mode: Mode;
  webhookId: string;
  figures: AttemptFigures;
  /** When they begin. */
  since: string;
}

/** The share of failed attempts, linked to those attempts. A dash without attempts. */
export function FailedAttempts({ mode, webhookId, figures, since }: FailedAttemptsProps) {
  const rate = errorRate(figures);
  if (rate === null) return <>–</>;
  if (figures.failed === 0) return <>{rate}</>;
  const title = `${figures.failed.toLocaleString()} of ${figures.total.toLocaleString()} attempts failed`;
  return (
    <a
      class="figure-link"
      href={href(mode, 'attempts') + queryString({ webhookId, succeeded: 'false', startDate: since })}
      title={title}
    >
      {rate}
    </a>
  );
}

/** The periods that attempts are counted over. */
export const periods = [
  { period: 'hour', label: '1 h' },
  { period: 'day', label: '24 h' },
  { period: 'week', label: '7 d' },
] as const;
