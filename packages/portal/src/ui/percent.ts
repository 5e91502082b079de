/** A percentage, such as `87%`, `<1%` or `>99%`. Only exact values are 0% or 100%. A dash if `whole` is 0. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const share = (part / whole) * 100;
  if (share > 0 && share < 1) return '<1%';
  if (share < 100 && share > 99) return '>99%';
  return `${Math.round(share)}%`;
}
