import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf, textOf, type Word } from './layout.ts';

/** Letters are 6 units wide, and rows 14 units apart. */
const wordAt = (text: string, left: number, row: number): Word => ({
  text,
  page: 1,
  left,
  right: left + text.length * 6,
  top: row * 14,
  bottom: row * 14 + 10,
  confidence: 0.9,
  box: [0, 0, 1, 1],
});

const labels = ['Date', 'Grade', 'Number', 'Bank', 'Branch'];
/** Rows with a name on the left, a label at 260, and its value at 340. In the row `at`, `crowded` replaces the name. */
const columns = (crowded: Word[], at: number): Word[] => [
  ...labels.flatMap((label, row) => [wordAt(label, 260, row), wordAt('7 000', 340, row)]),
  ...labels.flatMap((_, row) =>
    row === at ? crowded : [wordAt('Name', 0, row), wordAt('Ana Cruz', 100, row)],
  ),
];
const cellsOfRow = (words: Word[], row: number) => linesOf(words)[row]?.cells.map(({ text }) => text);

test('a label is a cell of its own, however close to it the value before it ends', () => {
  const crowded = [wordAt('Name', 0, 3), wordAt('Maria', 190, 3), wordAt('Santos', 220, 3)];
  expect(cellsOfRow(columns(crowded, 3), 3)).toEqual(['Name', 'Maria Santos', 'Bank', '7 000']);
});

test('words are not split where labels start in other rows, unless a value follows in the place of their values', () => {
  const name = [wordAt('Sample', 216, 5), wordAt('Steel', 260, 5), wordAt('Ltd', 294, 5)];
  expect(cellsOfRow([...columns([], -1), ...name], 5)).toEqual(['Sample Steel Ltd']);
});

test('an amount with spaces is not split where amounts start in other rows', () => {
  const rows = [0, 1, 2, 3].flatMap((row) => [
    wordAt('Pay', 0, row),
    wordAt('620.49', 260, row),
    wordAt('1', 340, row),
  ]);
  const words = [
    ...rows,
    wordAt('Gross', 0, 4),
    wordAt('16', 244, 4),
    wordAt('620.49', 260, 4),
    wordAt('1', 340, 4),
  ];
  expect(cellsOfRow(words, 4)).toEqual(['Gross', '16 620.49', '1']);
});

test('no word is lost, whatever stands where', () => {
  const words = fc.array(
    fc.record({
      text: fc.constantFrom('Net', 'pay', '620.49', 'TIN', '7'),
      left: fc.nat({ max: 20 }).map((column) => column * 20),
      row: fc.nat({ max: 6 }),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(words, (placed) => {
      const lines = linesOf(placed.map(({ text, left, row }) => wordAt(text, left, row)));
      const read = textOf(lines).split(/\s+/).filter(Boolean);
      expect(read.toSorted()).toEqual(placed.map(({ text }) => text).toSorted());
      for (const { cells } of lines)
        expect(cells.map(({ left }) => left)).toEqual(
          cells.map(({ left }) => left).toSorted((one, other) => one - other),
        );
    }),
    { numRuns: 200 },
  );
});
