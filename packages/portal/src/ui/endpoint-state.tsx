import { Badge } from './badge.tsx';

interface EndpointFacts {
  active: boolean;
  pausedReason: string | null;
  failingSince: string | null;
  heldReason?: string | null;
}

/**
 * The state of an endpoint. `Paused` means that its owner has paused it. `Disabled` means that the server has paused
 * it, because the endpoint kept failing or responded with 410.
 */
export function EndpointState({ active, pausedReason, failingSince, heldReason }: EndpointFacts) {
  if (!active)
    return (
      <Badge>{pausedReason === null || pausedReason.startsWith('Paused') ? 'Paused' : 'Disabled'}</Badge>
    );
  if (heldReason) return <Badge tone="bad">On hold</Badge>;
  if (failingSince !== null) return <Badge tone="bad">Failing</Badge>;
  return <Badge tone="good">Active</Badge>;
}
