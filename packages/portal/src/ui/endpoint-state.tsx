import { Badge } from './badge.tsx';

interface EndpointFacts {
  active: boolean;
  pausedReason: string | null;
  failingSince: string | null;
  heldReason?: string | null;
}

/** `Paused` was paused by its owner; `Disabled` was paused by the server because it kept failing. */
export function EndpointState({ active, pausedReason, failingSince, heldReason }: EndpointFacts) {
  if (!active)
    return (
      <Badge>{pausedReason === null || pausedReason.startsWith('Paused') ? 'Paused' : 'Disabled'}</Badge>
    );
  if (heldReason) return <Badge tone="bad">On hold</Badge>;
  if (failingSince !== null) return <Badge tone="bad">Failing</Badge>;
  return <Badge tone="good">Active</Badge>;
}
