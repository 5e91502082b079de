import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

/** Copies `text`; `label` names what is copied for those who cannot see where the button stands. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <button type="button" class="copy" title={`Copy ${label}`} onClick={copy}>
      <Icon name={copied ? 'check' : 'copy'} />
      <span class="visually-hidden">{copied ? `Copied ${label}` : `Copy ${label}`}</span>
    </button>
  );
}
