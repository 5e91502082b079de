/** Maps each field to its position in a row: 0 for the first name, and so on. */
export function numberFields<const Name extends string>(...names: Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, index) => [name, index])) as Record<Name, number>;
}
