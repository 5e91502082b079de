import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/* Browsers from before 2024 do not know `light-dark()`, and show no colours without a fallback. */

/** The files with styles, without the portal's, because its build replaces `light-dark()`. */
const styled = execFileSync('git', ['ls-files', 'packages'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /^packages\/(?!portal)\w+\/\w+\/.*\.(?:css|html|[jt]sx?)$/.test(file));

/**
 * The declarations without an earlier declaration as a fallback. A custom property cannot have a fallback, so it must
 * be in a block of `@supports`.
 */
function withoutFallback(text: string): string[] {
  const unconditional = text.replace(/@supports \(color: light-dark\([^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, '');
  const uses = unconditional.matchAll(/(?<![\w-])([\w-]+):[^;{}]*light-dark\(/g);
  return [...uses]
    .filter(({ 1: name = '', index }) => {
      const before = unconditional.slice(unconditional.lastIndexOf('{', index), index);
      return name.startsWith('--') || !before.includes(` ${name}:`);
    })
    .map(([declaration]) => declaration);
}

test('no colour needs a browser that knows light-dark()', () => {
  const missing = styled.flatMap((file) =>
    withoutFallback(readFileSync(file, 'utf8')).map((declaration) => `${file}: ${declaration}`),
  );
  expect(styled.length).toBeGreaterThan(500);
  expect(missing).toEqual([]);
});

test.each([
  ['a { color: light-dark(#000, #fff); }', 1],
  ['a { color: #000; color: light-dark(#000, #fff); }', 0],
  ['a { border: 1px solid #000; color: #000; border: 1px solid light-dark(#000, #fff); }', 0],
  ['b { color: #000; } a { color: light-dark(#000, #fff); }', 1],
  [':root { --ink: #000; --ink: light-dark(#000, #fff); }', 1],
  ['@supports (color: light-dark(#000, #fff)) { :root { --ink: light-dark(#000, #fff); } } a { b: c; }', 0],
  ['@supports (color: light-dark(#000, #fff)) { a { b: c; } } a { color: light-dark(#000, #fff); }', 1],
])('%s lacks %d fallbacks', (text, count) => {
  expect(withoutFallback(text)).toHaveLength(count);
});
