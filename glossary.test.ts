import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readWords, splitWords } from './scripts/read-words.ts';

/** In these files, a user answers a challenge or a survey, or "answer" is a part of a public name. */
const userAnswers =
  /^packages\/(widget|react)\/|\/server\/src\/(linking|connectors|sandbox)\/|answer-challenge|linking-runs|api\/(widget|portal)\/|widget-(page|api)|value-of-schema|consents|employer-survey|test-webhook|webhook-tools|webhook-test-dialog|reconciliation|api-operations|runners\/linking|delivery-failures|receiver\/src\/receiver|e2e\/chart-moves/;

/** Retired words with the paths of the files that may use them in another meaning. */
const otherMeanings: Record<string, RegExp> = {
  answer: userAnswers,
  answers: userAnswers,
  answered: userAnswers,
};

/** The words in `code style` in the last column of the glossary. */
const retired = glossaryRows().flatMap(([, , not]) =>
  [...not!.matchAll(/`([^`]+)`/g)].map(([, word]) => word!),
);

interface Hit {
  word: string;
  place: string;
}
const sources = ['packages/*/{src,public}', 'bench', 'e2e', 'examples', 'scripts'];
const hits = globSync(
  sources.map((folder) => `${folder}/**/*.{ts,tsx,js}`),
  { exclude: ['**/node_modules/**'] },
).flatMap(hitsIn);

test('the glossary has about sixty terms, each with a meaning and none twice', () => {
  const rows = glossaryRows();
  expect(rows.length).toBeGreaterThan(60);
  expect(rows.filter(([term, meaning]) => !term || !meaning)).toEqual([]);
  const terms = rows.map(([term]) => term);
  expect(terms.filter((term, index) => terms.indexOf(term) !== index)).toEqual([]);
});

test('words are found in identifiers and comments, in every spelling, and not in strings', () => {
  const text =
    "class NodeIdentity { #heldUp = 1; nodeID() {} } // a way-out\nconst a = 'chore'; Math.floor(a);";
  const found = readWords('src/hang-ups.ts', text).map(({ line, words }) => `${line} ${words.join(' ')}`);
  expect(found).toEqual(
    expect.arrayContaining(['1 hang ups', '1 node identity', '1 held up', '1 node id', '1 a way out']),
  );
  expect(found.join()).not.toMatch(/chore|floor/);
});

test('no source uses a word that the glossary retired', () => {
  expect(retired.length).toBeGreaterThan(20);
  expect(hits.map(({ word, place }) => `${place} ${word}`)).toEqual([]);
});

function glossaryRows(): string[][] {
  const page = readFileSync('docs/concepts.md', 'utf8');
  return [...page.slice(page.indexOf('## Glossary')).matchAll(/^\|(.+)\|$/gm)]
    .map(([, row]) => row!.split('|').map((cell) => cell.trim()))
    .filter(([first]) => first !== 'term' && first !== '---');
}

function hitsIn(file: string): Hit[] {
  return readWords(file, readFileSync(file, 'utf8')).flatMap(({ line, words }) => {
    const text = ` ${words.join(' ')} `;
    return retired
      .filter((word) => text.includes(` ${splitWords(word).join(' ')} `) && !otherMeanings[word]?.test(file))
      .map((word) => ({ word, place: `${file}:${line}` }));
  });
}
