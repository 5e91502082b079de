import type { ComponentChildren } from 'preact';

export type Tone = 'good' | 'bad' | 'warn' | 'idle';

export function Badge({ tone = 'idle', children }: { tone?: Tone | undefined; children: ComponentChildren }) {
  return (
    <span class="badge" data-tone={tone}>
      {children}
    </span>
  );
}
