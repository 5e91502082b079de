import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readWords, splitWords } from './scripts/read-words.ts';

/** Places where a retired word has another meaning, in which it is right. */
const otherMeanings: Record<string, RegExp> = {
  // What a user gives to a challenge.
  answer: /^packages\/(widget|react|demo)\/|\/server\/src\/(linking|connectors|sandbox)\//,
  answers: /^packages\/(widget|react|demo)\/|\/server\/src\/(linking|connectors|sandbox)\//,
  answered: /^packages\/(widget|react|demo)\/|\/server\/src\/(linking|connectors|sandbox)\//,
};

/**
 * How often a retired word still stands in a part. A higher number fails. A lower one is printed, so that the list
 * can follow: it only shrinks.
 */
const stillToDo: Record<string, Record<string, number>> = {
  answer: { contract: 14, portal: 4, receiver: 6, scripts: 4, server: 312 },
  answered: { e2e: 3, server: 15 },
  answers: { scripts: 1, server: 48 },
  complain: { server: 1 },
  floor: { server: 10 },
  mailing: { server: 10 },
  patience: { server: 20 },
  tell: { server: 44 },
  tells: { server: 8 },
  told: { receiver: 2, server: 142, widget: 2 },
  'under way': { server: 37 },
  unsent: { server: 14, widget: 1 },
  'way out': { server: 1 },
  whoever: { server: 6 },
};

/** The words in `code style` in the last column of the glossary. */
const retired = glossaryRows().flatMap(([, , not]) =>
  [...not!.matchAll(/`([^`]+)`/g)].map(([, word]) => word!),
);

interface Hit {
  word: string;
  /** The package, or the folder beside the packages. */
  part: string;
  place: string;
}
const sources = ['packages/*/{src,public}', 'bench', 'e2e', 'examples', 'scripts'];
const hits = globSync(sources.map((folder) => `${folder}/**/*.{ts,tsx,js}`)).flatMap(hitsIn);

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

test('nobody brings back a word that the glossary retired', () => {
  const counted = Map.groupBy(hits, (hit) => `${hit.word} ${hit.part}`);
  const tooMany = [...counted.values()].filter((found) => found.length > allowedFor(found[0]!));
  expect(tooMany.flat().map(({ word, place }) => `${place} ${word}`)).toEqual([]);
  const fewer = Object.entries(stillToDo).flatMap(([word, parts]) =>
    Object.entries(parts).flatMap(([part, listed]) => {
      const left = counted.get(`${word} ${part}`)?.length ?? 0;
      return left < listed ? [`${word} in ${part}: ${left} instead of ${listed}`] : [];
    }),
  );
  if (fewer.length > 0) console.info(`Lower these numbers in glossary.test.ts:\n${fewer.join('\n')}`);
});

function allowedFor({ word, part }: Hit): number {
  return stillToDo[word]?.[part] ?? 0;
}

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
      .map((word) => ({ word, part: /^(?:packages\/)?([^/]+)/.exec(file)![1]!, place: `${file}:${line}` }));
  });
}
