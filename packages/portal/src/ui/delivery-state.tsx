import type { DeliveryState } from '@winkwire/contract/delivery-states';
import { Badge, type Tone } from './badge.tsx';

const words: Record<DeliveryState, [label: string, tone: Tone]> = {
  WAITING: ['Waiting', 'idle'],
  RETRYING: ['Retrying', 'warn'],
  DELIVERED: ['Delivered', 'good'],
  FAILED: ['Given up', 'bad'],
};

export function DeliveryBadge({ state }: { state: DeliveryState }) {
  const [label, tone] = words[state];
  return <Badge tone={tone}>{label}</Badge>;
}

export const deliveryLabel = (state: DeliveryState): string => words[state][0];
