import { amountBetween, type Notation, written } from '../amounts.ts';
import { dateForms } from '../dates.ts';
import type { Layout } from '../document.ts';
import { firmName, personName, streets } from '../invented.ts';
import { width } from '../sheet.ts';
import { drawLeader, margin } from './parts.ts';

const notation: Notation = { group: ',', decimal: '.', decimals: 2 };

export const taxStatement: Layout = {
  name: 'Tax statement with leaders of dots',
  type: 'TAX_DOCUMENT',
  draw(sheet, random) {
    const year = random.integer(2022, 2025);
    const [startDate, endDate] = [`${year}-01-01`, `${year}-12-31`] as const;
    const employer = firmName(random, ['Pte. Ltd.', 'Limited', 'LLP']);
    const employee = personName(random);
    const taxNumber = `S00${random.digits(5)}Z`;
    const base = amountBetween(random, { least: 30_000, most: 160_000, notation });
    const bonus = amountBetween(random, { least: 1_000, most: 20_000, notation });
    const gross = base + bonus;
    sheet.text(employer, { x: margin, y: 60, size: 12, bold: true, mark: 'employerName' });
    sheet.text(`${random.pick(streets)}, Nowhere 000000`, { x: margin, y: 74, size: 9 });
    sheet.text('STATEMENT OF INCOME AND TAX WITHHELD', { x: margin, y: 116, size: 13, bold: true });
    const edges = { left: margin, right: width - margin };
    const plain = [
      [random.pick(["Employee's name", 'Name of employee', "Taxpayer's name"]), employee, 'employeeName'],
      [random.pick(['Tax identification no', 'Tax number']), taxNumber, 'taxNumber'],
      random.chance(0.5)
        ? ['Tax year', String(year), 'year']
        : ['Period covered', `${dateForms.short(startDate)} to ${dateForms.short(endDate)}`, 'period'],
    ] as const;
    for (const [index, [label, value, mark]] of plain.entries()) {
      const y = 146 + index * 18;
      sheet.text(`${label}:`, { x: margin, y, size: 10 });
      sheet.text(value, { x: margin + 150, y, size: 10, mark });
    }
    const sign = random.pick(['', 'SGD ', 'S$']);
    const rows: [string, number, string][] = [
      ['Basic salary', base, 'baseAmount'],
      ['Bonus', bonus, 'extra'],
      [random.pick(['Gross annual income', 'Total gross income']), gross, 'grossAmount'],
      ['Income tax withheld', Math.round(gross * 0.08), 'withheld'],
    ];
    for (const [index, [label, cents, mark]] of rows.entries())
      drawLeader(
        sheet,
        { label, value: sign + written(cents, notation), mark },
        { ...edges, y: 226 + index * 22 },
      );
    sheet.text('Amounts in SGD. Made up for tests. It belongs to nobody.', {
      x: margin,
      y: 780,
      size: 8,
      grey: 0.4,
    });
    return {
      startDate,
      endDate,
      grossAmount: gross / 100,
      baseAmount: base / 100,
      employerName: employer,
      employeeName: employee,
      taxNumber,
    };
  },
};
