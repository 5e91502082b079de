import type { DeliveryState } from '@winkwire/contract/delivery-states';
import { Badge, type Tone } from './badge.tsx';

const labels: Record<DeliveryState, [label: string, tone: Tone]> = {
  WAITING: ['Pending', 'idle'],
  RETRYING: ['Retrying', 'warn'],
  DELIVERED: ['Delivered', 'good'],
  FAILED: ['Given up', 'bad'],
};

export function DeliveryBadge({ state }: { state: DeliveryState }) {
  const [label, tone] = labels[state];
  return <Badge tone={tone}>{label}</Badge>;
}

export const deliveryLabel = (state: DeliveryState): string => labels[state][0];
