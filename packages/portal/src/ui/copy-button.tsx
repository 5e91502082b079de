import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

interface CopyButtonProps {
  text: string;
  label: string;
  /** By the tab key. */
  skipped?: boolean;
}

/** Copies `text`. Screen readers get the `label`, as they do not see what the button stands next to. */
export function CopyButton({ text, label, skipped = false }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <button
      type="button"
      class="copy"
      title={`Copy ${label}`}
      tabIndex={skipped ? -1 : undefined}
      onClick={copy}
    >
      <Icon name={copied ? 'check' : 'copy'} />
      <span class="visually-hidden">{copied ? `Copied ${label}` : `Copy ${label}`}</span>
    </button>
  );
}
