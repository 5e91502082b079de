import type { ComponentChildren } from 'preact';
import { AlertIcon } from './icons.tsx';

interface NoticeProps {
  kind: 'problem' | 'hint';
  children: ComponentChildren;
}

/** A sentence that matters. A problem is announced the moment it appears. */
export const Notice = ({ kind, children }: NoticeProps) => (
  <div class={`notice notice-${kind}`} role={kind === 'problem' ? 'alert' : undefined}>
    <AlertIcon size={20} />
    <div>{children}</div>
  </div>
);
