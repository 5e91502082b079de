/** Maps the name of each field to its position in a row of numbers or texts: 0 for the first name, and so on. */
export function numberFields<const Name extends string>(...names: Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, index) => [name, index])) as Record<Name, number>;
}
