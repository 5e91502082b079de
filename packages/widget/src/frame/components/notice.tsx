import type { ComponentChildren } from 'preact';
import { AlertIcon } from './icons.tsx';

interface NoticeProps {
  kind: 'error' | 'hint';
  children: ComponentChildren;
}

/** Screen readers announce an error as soon as it appears. */
export const Notice = ({ kind, children }: NoticeProps) => (
  <div class={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : undefined}>
    <AlertIcon size={20} />
    <div>{children}</div>
  </div>
);
