import type { Point } from './picture.ts';

/** x' = (a x + b y + c) / (g x + h y + 1), and y' = (d x + e y + f) / (g x + h y + 1). */
export type Perspective = [
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
];

export const perspectiveOf = (from: readonly Point[], to: readonly Point[]): Perspective =>
  solve(
    from.flatMap(([x, y], index) => {
      const [u, v] = to[index] as Point;
      return [
        [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
        [0, 0, 0, x, y, 1, -v * x, -v * y, v],
      ];
    }),
  ) as Perspective;

export function throughPerspective([a, b, c, d, e, f, g, h]: Perspective, [x, y]: Point): Point {
  const depth = g * x + h * y + 1;
  return [(a * x + b * y + c) / depth, (d * x + e * y + f) / depth];
}

/** Solves linear equations by elimination. Each row has the coefficients, then the right-hand side. */
function solve(equations: number[][]): number[] {
  const rows = equations.map((row) => [...row]);
  for (let column = 0; column < rows.length; column++) {
    const pivot = rows
      .slice(column)
      .toSorted(
        (one, other) => Math.abs(other[column] as number) - Math.abs(one[column] as number),
      )[0] as number[];
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = (row[column] as number) / (pivot[column] as number);
      for (let index = column; index < row.length; index++) {
        row[index] = (row[index] as number) - factor * (pivot[index] as number);
      }
    }
  }
  return rows.map((row, index) => (row.at(-1) as number) / (row[index] as number));
}
