import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const here = dirname(fileURLToPath(import.meta.url));
const statement = /^(?:import|export)\s+(?!type\b)[^;]*?from\s+'([^']+)'/gm;

function imports(file: string, found = new Set<string>()): Set<string> {
  for (const [, specifier] of readFileSync(file, 'utf8').matchAll(statement)) {
    const target = specifier!.startsWith('.') ? join(dirname(file), specifier!) : specifier!;
    if (found.has(target)) continue;
    found.add(target);
    if (specifier!.startsWith('.')) imports(target, found);
  }
  return found;
}

const packages = (entry: string) => [...imports(join(here, entry))].filter((name) => !name.startsWith('/'));

test.each([
  'index.ts',
  'callbacks.ts',
  'client.ts',
  'errors.ts',
  'events/source-of.ts',
  'host-messages.ts',
  'header-rules.ts',
  'ids.ts',
  'read-time.ts',
  'screens.ts',
  'timestamp.ts',
  'widget-api.ts',
])('%s imports no package at run time', (entry) => {
  expect(packages(entry)).toEqual([]);
});

test('the schemas need TypeBox and nothing else', () => {
  expect(packages('resources/index.ts')).toEqual(['typebox']);
  expect(packages('events/index.ts')).toEqual(['typebox']);
});
