import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { claimsOf, openAcr } from './scripts/docs/openacr.ts';
import { runsTest } from './scripts/runs-test.ts';

/** The criteria of WCAG 2.2 at the levels A and AA. Version 2.2 has removed 4.1.1. */
const criteria = {
  A: `1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4
    2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2`.split(/\s+/),
  AA: `1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2
    3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3`.split(/\s+/),
};
const levels = ['supports', 'partially supports', 'does not support', 'not applicable'];
const page = readFileSync('docs/accessibility.md', 'utf8');
const claims = claimsOf(page);

const testsOf = (proof: string) =>
  [...proof.matchAll(/`([^`]+)`: `([^`]+)`/g)].map(([, file = '', name = '']) => ({ file, name }));
const proofs = claims.flatMap(({ proof }) => testsOf(proof));
const named = [...new Map(proofs.map((each) => [`${each.file} ${each.name}`, each])).values()];

test('docs/accessibility.md has every criterion of WCAG 2.2 at the levels A and AA once, in order', () => {
  const [before = '', levelAA = ''] = page.split('\n## Level AA\n');
  expect(claimsOf(before).map(({ number }) => number)).toEqual(criteria.A);
  expect(claimsOf(levelAA).map(({ number }) => number)).toEqual(criteria.AA);
  expect(claims).toHaveLength(55);
});

test('every claim has a level, a remark and a proof', () => {
  expect(claims.filter(({ level }) => !levels.includes(level))).toEqual([]);
  expect(claims.filter(({ remark }) => !/\w\.$/.test(remark))).toEqual([]);
  const isProved = (proof: string) =>
    proof.split('; ').every((each) => /^(`[^`]+`: `[^`]+`|read by hand, \d{4}-\d{2}-\d{2})$/.test(each));
  expect(claims.filter(({ proof }) => !isProved(proof))).toEqual([]);
});

test.each(named)('the test that proves a claim exists, and runs: $name', ({ file, name }) => {
  expect(existsSync(file), file).toBe(true);
  expect(runsTest(readFileSync(file, 'utf8'), name), name).toBe(true);
});

test('the report for tools says the same as the page', () => {
  const report = readFileSync('docs/accessibility.openacr.yaml', 'utf8');
  expect(report === openAcr(page), 'Run `npm run docs`.').toBe(true);
});
