interface Pixels {
  data: ArrayLike<number>;
  width: number;
  height: number;
  /** 1 grey, 3 RGB, 4 RGBA; alpha is laid over white. */
  channels: 1 | 3 | 4;
}

const headerBytes = 54;

/** A 24-bit BMP: the one format that needs no compressor and that the recogniser reads. */
export function encodeBitmap({ data, width, height, channels }: Pixels): Uint8Array {
  const rowBytes = Math.ceil((width * 3) / 4) * 4;
  const bitmap = Buffer.alloc(headerBytes + rowBytes * height);
  bitmap.write('BM');
  bitmap.writeUInt32LE(bitmap.length, 2);
  bitmap.writeUInt32LE(headerBytes, 10);
  bitmap.writeUInt32LE(40, 14);
  bitmap.writeInt32LE(width, 18);
  bitmap.writeInt32LE(height, 22);
  bitmap.writeUInt16LE(1, 26);
  bitmap.writeUInt16LE(24, 28);
  for (let row = 0; row < height; row++) {
    // Rows go from the bottom up, colours blue first.
    let target = headerBytes + (height - 1 - row) * rowBytes;
    for (let column = 0; column < width; column++) {
      const source = (row * width + column) * channels;
      const cover = channels === 4 ? (data[source + 3] ?? 255) / 255 : 1;
      for (const colour of [2, 1, 0]) {
        const value = data[channels === 1 ? source : source + colour] ?? 255;
        bitmap[target++] = value * cover + 255 * (1 - cover);
      }
    }
  }
  return bitmap;
}
