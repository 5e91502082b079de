import { useState } from 'preact/hooks';

interface LogoProps {
  url: string | null | undefined;
  name: string;
  size?: 'small' | 'large' | 'huge';
  /** Screen readers read the name, because the screen does not have it as text. */
  isRead?: boolean;
}

/** A square with the logo, or with the first letter of the name without one. */
export function Logo({ url, name, size = 'small', isRead = false }: LogoProps) {
  const [isBroken, setBroken] = useState(false);
  return (
    <span
      class={`logo logo-${size}`}
      {...(isRead ? { role: 'img', 'aria-label': name } : { 'aria-hidden': 'true' as const })}
    >
      {url && !isBroken ? (
        <img src={url} alt="" loading="lazy" decoding="async" onError={() => setBroken(true)} />
      ) : (
        <span class={`monogram tint-${tintOf(name)}`}>{[...name.trim()][0]?.toUpperCase() ?? '?'}</span>
      )}
    </span>
  );
}

/** One of six tints. The same name always gets the same one. */
function tintOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % 6;
}
