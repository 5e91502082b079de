export type Encoding = 'br' | 'gzip' | 'identity';

/** The encodings that a file may have, the smallest first. */
const encodings = ['br', 'gzip', 'identity'] as const;

/**
 * Chooses the encoding that the client prefers according to `accept-encoding`, or the smallest of several that it
 * prefers equally. If the client accepts no encoding that the file has, the file is sent as it is (`identity`).
 */
export function preferredEncoding(
  accepted: string | undefined,
  available: (encoding: Encoding) => boolean,
): Encoding {
  const qualities = new Map(accepted?.split(',').map(readQuality));
  // A client that mentions neither `identity` nor `*` accepts `identity`, but prefers the encodings that it lists.
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

/** Reads a part of the header, such as `gzip;q=0.5`. A quality that is not a number counts as 0. */
function readQuality(part: string): [name: string, quality: number] {
  const [name = '', quality = '1'] = part
    .trim()
    .toLowerCase()
    .split(/\s*;\s*q=/);
  return [name, Number(quality) || 0];
}
