// biome-ignore-all lint/style/noNonNullAssertion: the expression has matched, so its groups exist
import { CopyButton } from './copy-button.tsx';

interface IdProps {
  value: string;
  href?: string;
  whole?: boolean;
  /** In a list, the tab key skips the copy button: the page of the row has it too. */
  listed?: boolean;
}

/** An identifier, shortened for display. The clipboard and the tooltip have all of it. */
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

/** `et-019ae0c1…7f3d`: the prefix, and the first and last digits. */
function shortId(value: string): string {
  const match = /^(.*-)([0-9a-f]{32})$/.exec(value);
  return match ? `${match[1]}${match[2]!.slice(0, 8)}…${match[2]!.slice(-4)}` : value;
}
