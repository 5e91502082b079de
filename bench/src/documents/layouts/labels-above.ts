import { written } from '../amounts.ts';
import { dateForms, monthName } from '../dates.ts';
import type { Layout } from '../document.ts';
import { type Country, type Entry, inventPay, type Pay } from '../pay.ts';
import type { Random } from '../random.ts';
import { type Sheet, width } from '../sheet.ts';
import { margin, truthOf } from './parts.ts';

const unitedKingdom: Country = {
  currency: 'GBP',
  notation: { group: ',', decimal: '.', decimals: 2 },
  legalForms: ['Ltd', 'Limited', 'plc', 'LLP'],
  monthly: { least: 1_400, most: 6_800 },
  base: 'Salary',
  earnings: ['Overtime 1.5', 'Bonus', 'On-call', 'Mileage'],
  deductions: ['PAYE tax', 'National Insurance', 'Pension', 'Student loan'],
};

/** A British payslip that consists of boxes. In the first row, the labels are above the values. */
export const labelsAbove: Layout = {
  name: 'British payslip, labels above the values',
  type: 'PAYSLIP',
  draw(sheet, random) {
    const pay = inventPay(random, unitedKingdom);
    sheet.text(pay.employer, { x: margin, y: 54, size: 13, bold: true, mark: 'employerName' });
    sheet.text('PAYSLIP', { x: width - margin, y: 54, size: 13, bold: true, align: 'right' });
    drawBoxes(sheet, random, pay);
    drawLists(sheet, pay);
    drawSums(sheet, random, pay);
    return truthOf(pay, { currency: 'GBP' });
  },
};

function drawBoxes(sheet: Sheet, random: Random, pay: Pay): void {
  const period = random.chance(0.5)
    ? monthName(pay.startDate)
    : `${dateForms.slashes(pay.startDate)} - ${dateForms.slashes(pay.endDate)}`;
  const cells: [label: string, value: string, mark?: string][] = [
    ['Employee No.', pay.employeeNumber],
    ['Employee Name', pay.employee, 'employeeName'],
    ['Pay Period', period],
    ['Payment Date', dateForms.slashes(pay.payDate), 'payDate'],
  ];
  const widths = [80, 164, 140, 119];
  let x = margin;
  for (const [index, [label, value, mark]] of cells.entries()) {
    const wide = widths[index]!;
    sheet.box({ x, y: 76, width: wide, height: 36, border: 0.4 });
    sheet.text(label, { x: x + 5, y: 88, size: 7.5, grey: 0.35 });
    sheet.text(value, { x: x + 5, y: 104, size: 9, ...(mark ? { mark } : {}) });
    x += wide;
  }
}

function drawLists(sheet: Sheet, pay: Pay): void {
  const middle = width / 2;
  list(sheet, { title: 'Payments', entries: pay.earnings }, { left: margin, right: middle });
  list(sheet, { title: 'Deductions', entries: pay.deductions }, { left: middle, right: width - margin });
}

function list(
  sheet: Sheet,
  { title, entries }: { title: string; entries: Entry[] },
  { left, right }: { left: number; right: number },
): void {
  sheet.box({ x: left, y: 122, width: right - left, height: 180, border: 0.4 });
  sheet.text(title, { x: left + 6, y: 138, bold: true });
  sheet.text('Amount', { x: right - 6, y: 138, bold: true, align: 'right' });
  for (const [index, [wording, cents]] of entries.entries()) {
    const y = 158 + index * 16;
    sheet.text(wording, { x: left + 6, y });
    sheet.text(written(cents, unitedKingdom.notation), { x: right - 6, y, align: 'right' });
  }
}

function drawSums(sheet: Sheet, random: Random, pay: Pay): void {
  const times = random.integer(2, 12);
  const pound = (cents: number) =>
    `${random.chance(0.5) ? '£' : ''}${written(cents, unitedKingdom.notation)}`;
  const row = (
    wording: string,
    value: string,
    at: { x: number; right: number; y: number; mark?: string },
  ) => {
    sheet.text(wording, { x: at.x, y: at.y });
    sheet.text(value, { x: at.right, y: at.y, align: 'right', ...(at.mark ? { mark: at.mark } : {}) });
  };
  sheet.box({ x: margin, y: 312, width: 240, height: 76, border: 0.4 });
  sheet.text('Year to date', { x: margin + 6, y: 326, bold: true });
  row('Total gross pay TD', pound(pay.gross * times), { x: margin + 6, right: margin + 232, y: 344 });
  row('Taxable pay TD', pound(pay.gross * times - 30_000), { x: margin + 6, right: margin + 232, y: 360 });
  row('Tax paid TD', pound(Math.round(pay.deducted * times * 0.6)), {
    x: margin + 6,
    right: margin + 232,
    y: 376,
  });
  const left = margin + 256;
  sheet.box({ x: left, y: 312, width: width - margin - left, height: 76, border: 0.4 });
  sheet.text('This period', { x: left + 6, y: 326, bold: true });
  const right = width - margin - 8;
  row(random.pick(['Total Gross Pay', 'Gross Pay']), pound(pay.gross), {
    x: left + 6,
    right,
    y: 344,
    mark: 'grossAmount',
  });
  row('Total Deductions', pound(pay.deducted), { x: left + 6, right, y: 360, mark: 'deducted' });
  row('Net Pay', `£${written(pay.net, unitedKingdom.notation)}`, {
    x: left + 6,
    right,
    y: 376,
    mark: 'netAmount',
  });
  sheet.text('Tax code 1257L. Paid by BACS. This payslip is made up and belongs to nobody.', {
    x: margin,
    y: 410,
    size: 8,
    grey: 0.4,
  });
}
