import { useState } from 'preact/hooks';

interface LogoProps {
  url: string | null | undefined;
  name: string;
  size?: 'small' | 'large' | 'huge';
  /** Whether screen readers read the name. They must if the name is not on the screen as text. */
  isRead?: boolean;
}

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

/** The same name always gets the same tint. */
function tintOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % 6;
}
