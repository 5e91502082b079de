import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

interface CopyButtonProps {
  text: string;
  label: string;
  /** Whether the Tab key skips the button. */
  skipped?: boolean;
}

/** Screen readers read the `label`, because their users do not see what is beside the button. */
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
