import type { ComponentChildren } from 'preact';
import { useMayChange } from './role.ts';

interface OnlyOperatorsProps {
  children: ComponentChildren;
  instead?: ComponentChildren;
}

/** Shows `children` only to people who may make changes. The API refuses the changes of all others. */
export function OnlyOperators({ children, instead = null }: OnlyOperatorsProps) {
  return <>{useMayChange() ? children : instead}</>;
}
