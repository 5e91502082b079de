import type { ComponentChildren } from 'preact';

export type PillTone = 'good' | 'bad' | 'calm';

export const Pill = ({ tone, children }: { tone: PillTone; children: ComponentChildren }) => (
  <span class={`pill pill-${tone}`}>{children}</span>
);
