// biome-ignore-all lint/style/noNonNullAssertion: the expression has matched, so its groups exist
import { CopyButton } from './copy-button.tsx';

interface IdProps {
  value: string;
  href?: string;
  whole?: boolean;
  /** Whether the id is in a list. There, the Tab key skips the copy button. */
  listed?: boolean;
}

export function Id({ value, href, whole = false, listed = false }: IdProps) {
  const text = whole ? value : shortId(value);
  return (
    <span class="id-with-copy">
      {href ? (
        <a class="id" href={href} title={value}>
          {text}
        </a>
      ) : (
        <span class="id" title={value}>
          {text}
        </span>
      )}
      <CopyButton text={value} label={value} skipped={listed} />
    </span>
  );
}

/** `et-019ae0c1…7f3d`. */
function shortId(value: string): string {
  const match = /^(.*-)([0-9a-f]{32})$/.exec(value);
  return match ? `${match[1]}${match[2]!.slice(0, 8)}…${match[2]!.slice(-4)}` : value;
}
