import { deliveryStates } from '@winkwire/contract/delivery-states';
import type { DeliveryCounts } from '@winkwire/contract/resources/event-record';
import { Badge, type Tone } from './badge.tsx';

export function DeliverySummary({ counts }: { counts: DeliveryCounts }) {
  const [label, tone] = summaryOf(counts);
  return <Badge tone={tone}>{label}</Badge>;
}

export function summaryOf(counts: DeliveryCounts): [label: string, tone: Tone] {
  const all = deliveryStates.reduce(
    (sum, state) => sum + counts[state.toLowerCase() as keyof DeliveryCounts],
    0,
  );
  const { delivered, retrying, failed, waiting } = counts;
  if (all === 0) return ['Not sent', 'idle'];
  const of = (count: number): string => (all === 1 ? '' : ` ${count} of ${all}`);
  if (failed > 0) return [`Given up${of(failed)}`, 'bad'];
  if (retrying > 0) return [`Retrying${of(retrying)}`, 'warn'];
  if (waiting > 0) return [`Pending${of(waiting)}`, 'idle'];
  return [`Delivered${of(delivered)}`, 'good'];
}
