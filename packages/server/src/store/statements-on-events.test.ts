import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

function statementsOnEvents(source: string): string[] {
  const texts = source.matchAll(/`([^`]*)`/g);
  return [...texts].map(([, text = '']) => text).filter((text) => /\b(from|update|join) events\b/.test(text));
}

test('a statement that looks for events of a tenant names their mode, without which it reads all of them', () => {
  const files = globSync('**/*.ts', { cwd: root }).filter(
    (file) => !/\.test\.ts$|^testing|\/testing\//.test(file),
  );
  const statements = files.flatMap((file) =>
    statementsOnEvents(readFileSync(join(root, file), 'utf8')).map((text) => ({ file, text })),
  );
  expect(statements.length).toBeGreaterThan(20);
  const slow = statements.filter(({ text }) => /\btenant_id = /.test(text) && !/\bmode\b/.test(text));
  expect(slow).toEqual([]);
});
