import type { Overview } from '@winkwire/contract/portal-api';
import { Badge, type Tone } from './badge.tsx';

const outcomes: { name: keyof Overview['deliveries']; label: string; tone: Tone }[] = [
  { name: 'delivered', label: 'Delivered', tone: 'good' },
  { name: 'retrying', label: 'Retrying', tone: 'warn' },
  { name: 'waiting', label: 'Pending', tone: 'idle' },
  { name: 'failed', label: 'Given up', tone: 'bad' },
];

/** Deliveries by outcome as one bar, with the counts below it. */
export function Shares({ counts }: { counts: Overview['deliveries'] }) {
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
            <Badge tone={tone}>{label}</Badge> <span class="number">{counts[name].toLocaleString()}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
