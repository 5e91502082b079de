import type { ComponentChildren } from 'preact';

export const BadgeIcon = ({
  tone,
  children,
}: {
  tone: 'good' | 'bad' | 'calm';
  children: ComponentChildren;
}) => <span class={`badge-icon badge-icon-${tone}`}>{children}</span>;
