import type { Tone } from './badge.tsx';

export interface EndpointFacts {
  active: boolean;
  pausedReason: string | null;
  failingSince: string | null;
  heldReason?: string | null;
  isServed?: boolean | undefined;
}

export type EndpointCondition = 'ACTIVE' | 'DISABLED' | 'FAILING' | 'HELD' | 'PAUSED' | 'UNSERVED';

/**
 * The condition that matters most. `PAUSED`: by its owner. `DISABLED`: by the server, because the endpoint kept failing
 * or returned 410.
 */
export function conditionOf(endpoint: EndpointFacts): EndpointCondition {
  const { active, pausedReason, failingSince, heldReason, isServed } = endpoint;
  if (!active) return pausedReason === null || pausedReason.startsWith('Paused') ? 'PAUSED' : 'DISABLED';
  if (heldReason) return 'HELD';
  if (isServed === false) return 'UNSERVED';
  return failingSince === null ? 'ACTIVE' : 'FAILING';
}

export const conditionLabels: Record<EndpointCondition, [label: string, tone: Tone]> = {
  ACTIVE: ['Active', 'good'],
  DISABLED: ['Disabled', 'bad'],
  FAILING: ['Failing', 'bad'],
  HELD: ['On hold', 'bad'],
  PAUSED: ['Paused', 'idle'],
  UNSERVED: ['Not served', 'bad'],
};

/** Whether somebody has to act: deliveries do not arrive, although the owner has not paused the endpoint. */
export const isBroken = (endpoint: EndpointFacts): boolean =>
  conditionLabels[conditionOf(endpoint)][1] === 'bad';
