import { expect, test } from 'vitest';
import { ArchiveAnalysis } from './resources/archive-extraction.ts';
import { valueKindOf } from './value-kind.ts';

interface FieldSchema {
  type: string | string[];
  format?: string;
  pattern?: string;
}

const fields = ArchiveAnalysis.anyOf.flatMap(({ properties }) =>
  Object.entries(properties as unknown as Record<string, FieldSchema>),
);

const kindIn = ({ type, format, pattern }: FieldSchema): string => {
  if ([type].flat().includes('number')) return 'number';
  return format === 'date' ? 'date' : pattern === '^[A-Z]{3}$' ? 'currency' : 'text';
};

test.each([...new Map(fields)])(
  'the name of %s says which kind of value its schema accepts',
  (name, schema) => {
    expect(valueKindOf(name)).toBe(kindIn(schema));
  },
);
