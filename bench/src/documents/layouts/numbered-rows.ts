import { written } from '../amounts.ts';
import { dateForms, monthName } from '../dates.ts';
import type { Layout } from '../document.ts';
import { streets } from '../invented.ts';
import { type Country, inventPay, type Pay } from '../pay.ts';
import type { Random } from '../random.ts';
import { type Sheet, width } from '../sheet.ts';
import { drawFacts, margin, Pen, truthOf } from './parts.ts';

const switzerland: Country = {
  currency: 'CHF',
  notation: { group: "'", decimal: '.', decimals: 2 },
  legalForms: ['AG', 'SA', 'GmbH'],
  monthly: { least: 3_900, most: 12_500 },
  base: 'Monthly salary',
  earnings: ['Child allowance', 'Shift allowance', '13th month share', 'Commission'],
  deductions: [
    'AHV/IV/EO contribution',
    'ALV contribution',
    'Pension fund',
    'NBU insurance',
    'Withholding at source',
  ],
};

export const numberedRows: Layout = {
  name: 'Swiss payslip, numbered rows',
  type: 'PAYSLIP',
  draw(sheet, random) {
    const pay = inventPay(random, switzerland);
    const ssNumber = `756.0000.${random.digits(4)}.${random.digits(2)}`;
    drawHead(sheet, random, { pay, ssNumber });
    drawRows(sheet, random, pay);
    return truthOf(pay, { currency: 'CHF', ssNumber });
  },
};

function drawHead(sheet: Sheet, random: Random, { pay, ssNumber }: { pay: Pay; ssNumber: string }): void {
  sheet.text(pay.employer, { x: margin, y: 60, size: 12, bold: true, mark: 'employerName' });
  sheet.text(`${random.pick(streets)}, 0000 Nirgendwo`, { x: margin, y: 74, size: 9 });
  sheet.text(pay.employee, { x: 350, y: 120, size: 10 });
  sheet.text(random.pick(streets), { x: 350, y: 133, size: 10 });
  sheet.text('0000 Nirgendwo', { x: 350, y: 146, size: 10 });
  sheet.text(`Payslip ${monthName(pay.startDate)}`, { x: margin, y: 190, size: 14, bold: true });
  drawFacts(
    sheet,
    [
      { label: 'Employee', value: pay.employee, mark: 'employeeName' },
      { label: 'Social security no.', value: ssNumber },
      { label: 'Salary period', value: `${dateForms.dots(pay.startDate)} - ${dateForms.dots(pay.endDate)}` },
      {
        label: random.pick(['Payment date', 'Date of payment']),
        value: dateForms.dots(pay.payDate),
        mark: 'payDate',
      },
    ],
    { x: margin, y: 214, indent: 120, colon: random.chance(0.3), step: 15 },
  );
}

function drawRows(sheet: Sheet, random: Random, pay: Pay): void {
  const right = width - margin;
  const isTrailing = random.chance(0.3);
  const less = (cents: number) =>
    isTrailing ? `${written(cents, switzerland.notation)}-` : `-${written(cents, switzerland.notation)}`;
  const row = (
    [code, wording, value]: [string, string, string],
    at: { y: number; rate?: string; bold?: boolean; mark?: string },
  ) => {
    const bold = at.bold ?? false;
    sheet.text(code, { x: margin, y: at.y, grey: 0.4 });
    sheet.text(wording, { x: margin + 46, y: at.y, bold });
    if (at.rate) sheet.text(at.rate, { x: 390, y: at.y, align: 'right' });
    sheet.text(value, { x: right, y: at.y, align: 'right', bold, ...(at.mark ? { mark: at.mark } : {}) });
  };
  const pen = new Pen(296);
  sheet.text('Code', { x: margin, y: pen.y, bold: true });
  sheet.text('Type', { x: margin + 46, y: pen.y, bold: true });
  sheet.text('Rate', { x: 390, y: pen.y, bold: true, align: 'right' });
  sheet.text('Amount CHF', { x: right, y: pen.y, bold: true, align: 'right' });
  sheet.rule({ left: margin, right, y: pen.y + 5 });
  for (const [index, [wording, cents]] of pay.earnings.entries())
    row([String(1000 + index * 50), wording, written(cents, switzerland.notation)], { y: pen.down(18) });
  row(['5000', 'Gross salary', written(pay.gross, switzerland.notation)], {
    y: pen.down(20),
    bold: true,
    mark: 'grossAmount',
  });
  sheet.rule({ left: margin, right, y: pen.y - 13 });
  for (const [index, [wording, cents]] of pay.deductions.entries()) {
    const rate = `${((cents / pay.gross) * 100).toFixed(2)}%`;
    row([String(5010 + index * 10), wording, less(cents)], { y: pen.down(18), rate });
  }
  row(['5700', 'Total deductions', less(pay.deducted)], { y: pen.down(20), bold: true, mark: 'deducted' });
  sheet.rule({ left: margin, right, y: pen.y - 13 });
  row(['6500', random.pick(['Net salary', 'Net pay']), written(pay.net, switzerland.notation)], {
    y: pen.down(24),
    bold: true,
    mark: 'netAmount',
  });
  sheet.text('Transfer to account CH00 0000 0000 0000 0000 0', { x: margin, y: pen.y + 40, size: 9 });
  sheet.text('This payslip is made up and belongs to nobody.', { x: margin, y: 780, size: 8, grey: 0.4 });
}
