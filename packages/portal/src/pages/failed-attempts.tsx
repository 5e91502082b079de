import type { Mode } from '@winkwire/contract/modes';
import type { AttemptFigures } from '@winkwire/contract/portal-api';
import { queryString } from '../api/request.ts';
import { href } from '../app/address.ts';
import { errorRate } from '../ui/error-rate.ts';

interface FailedAttemptsProps {
  mode: Mode;
  webhookId: string;
  figures: AttemptFigures;
  since: string;
}

export function FailedAttempts({ mode, webhookId, figures, since }: FailedAttemptsProps) {
  const rate = errorRate(figures);
  if (rate === null) return <>–</>;
  if (figures.failed === 0) return <>{rate}</>;
  return (
    <a
      class="figure-link"
      href={failedAttemptsHref(mode, webhookId, since)}
      title={`Failed attempts: ${failedOf(figures)}`}
    >
      {rate}
    </a>
  );
}

export const failedAttemptsHref = (mode: Mode, webhookId: string, since: string): string =>
  href(mode, 'attempts') + queryString({ webhookId, succeeded: 'false', startDate: since });

/** `4,761 of 57,138`. */
export const failedOf = ({ failed, total }: AttemptFigures): string =>
  `${failed.toLocaleString()} of ${total.toLocaleString()}`;

export const periods = [
  { period: 'hour', label: '1 h' },
  { period: 'day', label: '24 h' },
  { period: 'week', label: '7 d' },
] as const;
