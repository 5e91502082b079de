import type { DeliveryState } from '@winkwire/contract/delivery-states';
import type { Overview } from '@winkwire/contract/portal-api';
import { Badge, type Tone } from './badge.tsx';

const outcomes: { name: keyof Overview['deliveries']; label: string; tone: Tone }[] = [
  { name: 'delivered', label: 'Delivered', tone: 'good' },
  { name: 'retrying', label: 'Retrying', tone: 'warn' },
  { name: 'waiting', label: 'Pending', tone: 'idle' },
  { name: 'failed', label: 'Given up', tone: 'bad' },
];

interface SharesProps {
  counts: Overview['deliveries'];
  hrefOf: (state: DeliveryState) => string;
}

export function Shares({ counts, hrefOf }: SharesProps) {
  const shown = outcomes.filter(({ name }) => counts[name] > 0);
  if (shown.length === 0) return <p class="soft">Nothing has been delivered yet.</p>;
  return (
    <>
      <div class="share" aria-hidden="true">
        {shown.map(({ name, tone }) => (
          <i key={name} data-tone={tone} style={{ flexGrow: counts[name] }} />
        ))}
      </div>
      <ul class="legend">
        {outcomes.map(({ name, label, tone }) => (
          <li key={name}>
            <Badge tone={tone}>{label}</Badge>
            {counts[name] === 0 ? (
              <span class="number">0</span>
            ) : (
              <a class="figure-link number" href={hrefOf(name.toUpperCase() as DeliveryState)}>
                {counts[name].toLocaleString()}
                <span class="visually-hidden"> {label.toLowerCase()}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
