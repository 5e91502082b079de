import type { ComponentChildren } from 'preact';
import { useMayChange } from './role.ts';

interface OnlyOperatorsProps {
  children: ComponentChildren;
  instead?: ComponentChildren;
}

/** Only hides what viewers may not do. The API refuses their changes. */
export function OnlyOperators({ children, instead = null }: OnlyOperatorsProps) {
  return <>{useMayChange() ? children : instead}</>;
}
