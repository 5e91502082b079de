import type { ComponentChildren } from 'preact';
import { useMayChange } from './role.ts';

interface OnlyOperatorsProps {
  children: ComponentChildren;
  /** The content that a viewer sees instead. */
  instead?: ComponentChildren;
}

/** Shows controls that change something, or lead to them, only to people who may use them. The API refuses all others. */
export function OnlyOperators({ children, instead = null }: OnlyOperatorsProps) {
  return <>{useMayChange() ? children : instead}</>;
}
