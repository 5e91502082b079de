import type { ComponentChildren } from 'preact';

/** A large icon on a pale disc, for screens that report an outcome. */
export const BadgeIcon = ({
  tone,
  children,
}: {
  tone: 'good' | 'bad' | 'calm';
  children: ComponentChildren;
}) => <span class={`badge-icon badge-icon-${tone}`}>{children}</span>;
