import { deliveryStates } from '@winkwire/contract/delivery-states';
import type { DeliveryCounts } from '@winkwire/contract/resources/event-record';
import { Badge, type Tone } from './badge.tsx';

/** Where the deliveries of one event stand, the worst first: `Given up 1`, `2 of 3 delivered`. */
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
  const share = delivered > 0 ? `, ${delivered} of ${all} delivered` : '';
  if (failed > 0) return [`${counted(failed, 'given up')}${share}`, 'bad'];
  if (retrying > 0) return [`${counted(retrying, 'retrying')}${share}`, 'warn'];
  if (waiting > 0) return [`${counted(waiting, 'pending')}${share}`, 'idle'];
  return [all === 1 ? 'Delivered' : `Delivered to all ${all}`, 'good'];
}

const counted = (count: number, state: string): string =>
  count === 1 ? state.charAt(0).toUpperCase() + state.slice(1) : `${count} ${state}`;
