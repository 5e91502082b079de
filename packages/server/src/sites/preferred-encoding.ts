export type Encoding = 'br' | 'gzip' | 'identity';

/** Smallest first. */
const encodings = ['br', 'gzip', 'identity'] as const;

/**
 * Returns the encoding that `accept-encoding` prefers. If it prefers several equally, returns the one with the smallest
 * file. Returns `identity` if no encoding of the file is accepted.
 */
export function preferredEncoding(
  accepted: string | undefined,
  available: (encoding: Encoding) => boolean,
): Encoding {
  const qualities = new Map(accepted?.split(',').map(readQuality));
  // `identity` is accepted if the header does not mention it, but the listed encodings are preferred.
  const qualityOf = (encoding: Encoding) =>
    qualities.get(encoding) ?? qualities.get('*') ?? (encoding === 'identity' ? 0.0001 : 0);
  let best: Encoding = 'identity';
  let bestQuality = 0;
  for (const encoding of encodings) {
    const quality = qualityOf(encoding);
    if (quality <= bestQuality || !available(encoding)) continue;
    best = encoding;
    bestQuality = quality;
  }
  return best;
}

/** Reads a part such as `gzip;q=0.5`. A quality that is not a number counts as 0. */
function readQuality(part: string): [name: string, quality: number] {
  const [name = '', quality = '1'] = part
    .trim()
    .toLowerCase()
    .split(/\s*;\s*q=/);
  return [name, Number(quality) || 0];
}
