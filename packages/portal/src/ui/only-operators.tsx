import type { ComponentChildren } from 'preact';
import { useMayChange } from './role.ts';

interface OnlyOperatorsProps {
  children: ComponentChildren;
  /** What a viewer sees in its place. */
  instead?: ComponentChildren;
}

/** Shows what changes something, or leads to it, only to people who may do that. The API refuses the others. */
export function OnlyOperators({ children, instead = null }: OnlyOperatorsProps) {
  return <>{useMayChange() ? children : instead}</>;
}
