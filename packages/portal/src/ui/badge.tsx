import type { ComponentChildren } from 'preact';

export type Tone = 'good' | 'bad' | 'warn' | 'idle';

interface BadgeProps {
  tone?: Tone | undefined;
  title?: string | undefined;
  children: ComponentChildren;
}

export function Badge({ tone = 'idle', title, children }: BadgeProps) {
  return (
    <span class="badge" data-tone={tone} title={title}>
      {children}
    </span>
  );
}
