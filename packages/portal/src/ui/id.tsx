// biome-ignore-all lint/style/noNonNullAssertion: the expression has matched, so its groups exist
import { CopyButton } from './copy-button.tsx';

/** An identifier, shortened for display. The clipboard and the tooltip have all of it. */
export function Id({ value, href, whole = false }: { value: string; href?: string; whole?: boolean }) {
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
      <CopyButton text={value} label={value} />
    </span>
  );
}

/** `et-019ae0c1…7f3d`: the prefix, and the first and last digits. */
function shortId(value: string): string {
  const match = /^(.*-)([0-9a-f]{32})$/.exec(value);
  return match ? `${match[1]}${match[2]!.slice(0, 8)}…${match[2]!.slice(-4)}` : value;
}
