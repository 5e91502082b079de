import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('../../assets/connect/connect.css', import.meta.url), 'utf8');
const fallback = /@supports not \(color: light-dark\(.*?\)\) \{(.*?)\n\}/s.exec(css)?.[1] ?? '';

test('browsers that do not know light-dark() get the light colour of every property', () => {
  const light = [...css.matchAll(/(--[\w-]+): light-dark\((#\w+), #\w+\);/g)].map(
    ([, property, colour]) => `${property}: ${colour};`,
  );
  expect(light.length).toBeGreaterThan(5);
  expect([...fallback.matchAll(/--.*;/g)].map(([declaration]) => declaration)).toEqual(light);
});

test('light-dark() is used only where its property has a fallback', () => {
  const uses = css.replaceAll(/\/\*.*?\*\//gs, '').match(/light-dark\(/g)!;
  expect(uses.length).toBe(1 + css.match(/^ {2}--[\w-]+: light-dark\(/gm)!.length);
});
