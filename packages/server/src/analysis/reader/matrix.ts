/** A matrix of PDF: x' = a x + c y + e, and y' = b x + d y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

export const apply = ([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
];

export function times(first: Matrix, then: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [x, y] = apply(then, e, f);
  return [
    a * then[0] + b * then[2],
    a * then[1] + b * then[3],
    c * then[0] + d * then[2],
    c * then[1] + d * then[3],
    x,
    y,
  ];
}
