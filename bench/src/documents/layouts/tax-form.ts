import { amountBetween, type Notation, written } from '../amounts.ts';
import { dateForms } from '../dates.ts';
import type { Layout } from '../document.ts';
import { firmName, personName, streets } from '../invented.ts';
import type { Random } from '../random.ts';
import { type Sheet, width } from '../sheet.ts';
import { margin } from './parts.ts';

const notation: Notation = { group: ',', decimal: '.', decimals: 2 };

/** A tax form of numbered boxes, like the Philippine form 2316, with small labels above some values. */
export const taxForm: Layout = {
  name: 'Tax form of numbered boxes',
  type: 'TAX_DOCUMENT',
  draw(sheet, random) {
    const year = random.integer(2022, 2025);
    const facts = {
      year,
      employer: firmName(random, ['Inc.', 'Corporation', 'Corp.']),
      employee: personName(random),
      taxNumber: `${random.digits(3)}-${random.digits(3)}-${random.digits(3)}-000`,
      base: amountBetween(random, { least: 160_000, most: 900_000, notation }),
      extra: amountBetween(random, { least: 12_000, most: 90_000, notation }),
    };
    drawForm(sheet, random, facts);
    return {
      startDate: `${year}-01-01`,
      endDate: `${year}-12-31`,
      grossAmount: (facts.base + facts.extra) / 100,
      baseAmount: facts.base / 100,
      employerName: facts.employer,
      employeeName: facts.employee,
      taxNumber: facts.taxNumber,
    };
  },
};

interface Facts {
  year: number;
  employer: string;
  employee: string;
  taxNumber: string;
  base: number;
  extra: number;
}

function drawForm(sheet: Sheet, random: Random, facts: Facts): void {
  sheet.text('Certificate of Compensation Payment / Tax Withheld', {
    x: width / 2,
    y: 56,
    size: 13,
    bold: true,
    align: 'centre',
  });
  sheet.text('For compensation payment with or without tax withheld', {
    x: width / 2,
    y: 70,
    size: 8.5,
    align: 'centre',
  });
  let y = 90;
  let number = 1;
  const middle = width / 2;
  const half = middle - margin;
  const box = (label: string, value: string, at: { x: number; wide: number; mark?: string }) => {
    sheet.box({ x: at.x, y, width: at.wide, height: 36, border: 0.35 });
    sheet.text(`${number++} ${label}`, { x: at.x + 4, y: y + 11, size: 7.5, grey: 0.3 });
    sheet.text(value, { x: at.x + 12, y: y + 27, size: 10, ...(at.mark ? { mark: at.mark } : {}) });
  };
  const pair = (left: [string, string, string?], right: [string, string, string?]) => {
    box(left[0], left[1], { x: margin, wide: half, ...(left[2] ? { mark: left[2] } : {}) });
    box(right[0], right[1], { x: middle, wide: half, ...(right[2] ? { mark: right[2] } : {}) });
    y += 36;
  };
  pair(
    ['For the year', String(facts.year), 'year'],
    random.chance(0.5)
      ? [
          'Period covered',
          `${dateForms.american(`${facts.year}-01-01`)} - ${dateForms.american(`${facts.year}-12-31`)}`,
        ]
      : ['Status', 'Regular'],
  );
  pair(["Employee's TIN", facts.taxNumber, 'taxNumber'], ["Employee's Name", facts.employee, 'employeeName']);
  pair(['Address', random.pick(streets)], ['ZIP code', '0000']);
  const registered = `${random.digits(3)}-${random.digits(3)}-${random.digits(3)}-001`;
  pair(['Registered number of the payer', registered], ["Employer's Name", facts.employer, 'employerName']);
  y += 14;
  drawAmounts(sheet, random, { facts, y });
}

function drawAmounts(sheet: Sheet, random: Random, { facts, y }: { facts: Facts; y: number }): void {
  const gross = facts.base + facts.extra;
  const rows: [string, number, string?][] = [
    ['Basic salary', facts.base, 'baseAmount'],
    ['13th month pay and other benefits', facts.extra, 'extra'],
    [random.pick(['Gross compensation income', 'Total gross compensation']), gross, 'grossAmount'],
    ['Less: contributions and union dues', Math.round(facts.base * 0.06)],
    ['Taxable compensation income', Math.round(facts.base * 0.94)],
    ['Amount of tax withheld', Math.round(facts.base * 0.11)],
  ];
  for (const [index, [label, cents, mark]] of rows.entries()) {
    const at = y + index * 26;
    sheet.text(`${index + 19}`, { x: margin, y: at + 14, size: 8.5, grey: 0.3 });
    sheet.text(label, { x: margin + 22, y: at + 14, size: 9.5 });
    sheet.box({ x: width - margin - 130, y: at, width: 130, height: 20, border: 0.35 });
    sheet.text(written(cents, notation), {
      x: width - margin - 6,
      y: at + 14,
      size: 10,
      align: 'right',
      ...(mark ? { mark } : {}),
    });
  }
  sheet.text('Made up for tests. It belongs to nobody.', { x: margin, y: 790, size: 8, grey: 0.4 });
}
