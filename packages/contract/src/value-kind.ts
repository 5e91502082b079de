/** The kind of value that a field of a document holds. */
export type ValueKind = 'number' | 'date' | 'currency' | 'text';

/**
 * The kind of value follows from the name of the field. A test compares these kinds with the schemas in
 * `resources/archive-analysis.ts`.
 */
export function valueKindOf(name: string): ValueKind {
  if (/(Amount|Usage|Reading)$/.test(name)) return 'number';
  if (/Date$/.test(name) || name === 'dateOfBirth') return 'date';
  return name === 'currency' ? 'currency' : 'text';
}
