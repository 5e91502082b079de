import type { ComponentChildren } from 'preact';

interface BridgeProps {
  from: ComponentChildren;
  to: ComponentChildren;
  isMoving?: boolean;
}

export const Bridge = ({ from, to, isMoving = false }: BridgeProps) => (
  <div class={isMoving ? 'bridge is-moving' : 'bridge'} aria-hidden="true">
    {from}
    <span class="bridge-line">
      <i />
      <i />
      <i />
    </span>
    {to}
  </div>
);
