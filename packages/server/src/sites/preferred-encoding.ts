export type Encoding = 'br' | 'gzip' | 'identity';

/** Those that we have for a file, the smallest first. */
const encodings = ['br', 'gzip', 'identity'] as const;

/**
 * The encoding of a response, from the header `accept-encoding`: the one that the client prefers, and the smallest of
 * those that it likes equally. The file as it is, if the client accepts nothing that we have.
 */
export function preferredEncoding(
  accepted: string | undefined,
  available: (encoding: Encoding) => boolean,
): Encoding {
  const qualities = new Map(accepted?.split(',').map(readQuality));
  // A client that does not mention the file as it is prefers any other.
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

/** Reads `gzip;q=0.5`. A quality that is no number counts as none. */
function readQuality(part: string): [name: string, quality: number] {
  const [name = '', quality = '1'] = part
    .trim()
    .toLowerCase()
    .split(/\s*;\s*q=/);
  return [name, Number(quality) || 0];
}
