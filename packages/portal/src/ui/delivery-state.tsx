import type { DeliveryState } from '@winkwire/contract/delivery-states';
import { Badge, type Tone } from './badge.tsx';

const labels: Record<DeliveryState, [label: string, tone: Tone]> = {
  WAITING: ['Pending', 'idle'],
  RETRYING: ['Retrying', 'warn'],
  DELIVERED: ['Delivered', 'good'],
  FAILED: ['Given up', 'bad'],
};

interface DeliveryBadgeProps {
  state: DeliveryState;
  /** Whether the endpoint was deleted. If so, its backlog is never attempted again. */
  isDeleted?: boolean;
}

export function DeliveryBadge({ state, isDeleted = false }: DeliveryBadgeProps) {
  if (isDeleted && !hasEnded(state)) return <Badge>Endpoint deleted</Badge>;
  const [label, tone] = labels[state];
  return <Badge tone={tone}>{label}</Badge>;
}

const hasEnded = (state: DeliveryState): boolean => state === 'DELIVERED' || state === 'FAILED';

export const deliveryLabel = (state: DeliveryState): string => labels[state][0];
