import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { toast } from './toast.tsx';

interface CopyButtonProps {
  text: string;
  label: string;
  /** Whether the Tab key skips the button. */
  skipped?: boolean;
}

/** `label` is for screen readers, whose users do not see what is beside the button. */
export function CopyButton({ text, label, skipped = false }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Users can forbid access to the clipboard, and browsers refuse it over http from another machine.
      toast(
        'The browser does not permit copying on this page. Select the text, and copy it with the keyboard.',
      );
    }
  };
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
