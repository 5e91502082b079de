import type { Picture } from './picture.ts';

/** Makes the edges of letters steeper. A lens out of focus makes them flat. */
export function sharpen(picture: Picture, { sigma, amount }: { sigma: number; amount: number }): Picture {
  const { data, width, height } = picture;
  const soft = soften(picture, sigma);
  const target = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at++) {
    const value = data[at] as number;
    const sharper = value + amount * (value - (soft[at] as number));
    target[at] = sharper < 0 ? 0 : sharper > 255 ? 255 : sharper;
  }
  return { data: target, width, height };
}

function soften({ data, width, height }: Picture, sigma: number): Float32Array {
  const reach = Math.ceil(2 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, index) =>
    Math.exp(-((index - reach) ** 2) / (2 * sigma ** 2)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const across = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      let value = 0;
      for (let index = 0; index < weights.length; index++) {
        const near = x + index - reach;
        const inside = near < 0 ? 0 : near >= width ? width - 1 : near;
        value += (weights[index] as number) * (data[row + inside] as number);
      }
      across[row + x] = value / sum;
    }
  }
  const soft = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let index = 0; index < weights.length; index++) {
      const near = y + index - reach;
      const row = (near < 0 ? 0 : near >= height ? height - 1 : near) * width;
      const weight = (weights[index] as number) / sum;
      for (let x = 0; x < width; x++) {
        soft[y * width + x] = (soft[y * width + x] as number) + weight * (across[row + x] as number);
      }
    }
  }
  return soft;
}
