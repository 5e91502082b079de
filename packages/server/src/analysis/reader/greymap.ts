interface Pixels {
  data: ArrayLike<number>;
  width: number;
  height: number;
  /** The number of channels: 1 is grey, 3 is RGB, 4 is RGBA. Transparent pixels become white. */
  channels: 1 | 3 | 4;
}

/**
 * Encodes pixels as PGM, an uncompressed format that the recogniser of text reads directly. It works with grey values
 * anyway.
 */
export function encodeGreymap({ data, width, height, channels }: Pixels): Uint8Array {
  const header = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1');
  const map = Buffer.alloc(header.length + width * height);
  map.set(header);
  for (let pixel = 0, target = header.length; pixel < width * height; pixel++, target++) {
    map[target] = greyOf(data, pixel * channels, channels);
  }
  return map;
}

function greyOf(data: ArrayLike<number>, at: number, channels: Pixels['channels']): number {
  const first = data[at] ?? 255;
  if (channels === 1) return first;
  const grey = 0.299 * first + 0.587 * (data[at + 1] ?? 255) + 0.114 * (data[at + 2] ?? 255);
  const cover = channels === 4 ? (data[at + 3] ?? 255) / 255 : 1;
  return Math.round(grey * cover + 255 * (1 - cover));
}
