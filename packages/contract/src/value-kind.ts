export type ValueKind = 'number' | 'date' | 'currency' | 'text';

/** Derived from the field's name. A test compares these kinds with `resources/archive-analysis.ts`. */
export function valueKindOf(name: string): ValueKind {
  if (/(Amount|Usage|Reading)$/.test(name)) return 'number';
  if (/Date$/.test(name) || name === 'dateOfBirth') return 'date';
  return name === 'currency' ? 'currency' : 'text';
}
