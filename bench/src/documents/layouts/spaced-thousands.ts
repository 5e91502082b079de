import { written } from '../amounts.ts';
import { dateForms } from '../dates.ts';
import type { Layout } from '../document.ts';
import { streets } from '../invented.ts';
import { type Country, type Entry, inventPay, type Pay } from '../pay.ts';
import type { Random } from '../random.ts';
import { type Sheet, width } from '../sheet.ts';
import { drawFacts, margin, Pen, truthOf } from './parts.ts';

const southAfrica: Country = {
  currency: 'ZAR',
  notation: { group: ' ', decimal: '.', decimals: 2 },
  legalForms: ['(Pty) Ltd', 'Holdings Ltd', 'CC'],
  monthly: { least: 8_500, most: 74_000 },
  base: 'Basic salary',
  earnings: ['Travel allowance', 'Overtime', 'Commission', 'Housing allowance'],
  deductions: ['PAYE', 'UIF', 'Pension fund', 'Medical aid'],
};

export const spacedThousands: Layout = {
  name: 'South African payslip, thousands by spaces',
  type: 'PAYSLIP',
  draw(sheet, random) {
    const pay = inventPay(random, southAfrica);
    const taxNumber = `0${random.digits(9)}`;
    sheet.text(pay.employer, { x: margin, y: 58, size: 13, bold: true, mark: 'employerName' });
    sheet.text(`${random.pick(streets)}, Nowhere 0000`, { x: margin, y: 72, size: 9 });
    sheet.text('SALARY ADVICE / PAYSLIP', { x: width - margin, y: 58, size: 11, bold: true, align: 'right' });
    const form = random.pick([dateForms.iso, dateForms.short, dateForms.slashes]);
    const style = { indent: 104, step: 16, colon: random.chance(0.5) };
    drawFacts(
      sheet,
      [
        {
          label: random.pick(['Employee name', 'Name of employee']),
          value: pay.employee,
          mark: 'employeeName',
        },
        { label: 'Employee code', value: pay.employeeNumber },
        { label: 'Job title', value: pay.jobTitle },
        { label: 'Tax number', value: taxNumber },
      ],
      { ...style, x: margin, y: 104 },
    );
    drawFacts(
      sheet,
      [
        { label: 'Pay period', value: `${form(pay.startDate)} to ${form(pay.endDate)}` },
        { label: 'Payment date', value: form(pay.payDate), mark: 'payDate' },
      ],
      { ...style, indent: 76, x: 310, y: 104 },
    );
    drawTables(sheet, random, pay);
    return truthOf(pay, { currency: 'ZAR', taxNumber });
  },
};

function drawTables(sheet: Sheet, random: Random, pay: Pay): void {
  const notation = random.chance(0.4)
    ? { ...southAfrica.notation, decimal: ',' as const }
    : southAfrica.notation;
  const sign = random.pick(['', '', 'R ', 'ZAR ']);
  const right = width - margin;
  const row = ([wording, cents]: Entry, at: { y: number; bold?: boolean; mark?: string }) => {
    const bold = at.bold ?? false;
    sheet.text(wording, { x: margin + 4, y: at.y, bold });
    sheet.text(`${at.bold ? sign : ''}${written(cents, notation)}`, {
      x: right,
      y: at.y,
      align: 'right',
      bold,
      ...(at.mark ? { mark: at.mark } : {}),
    });
  };
  const pen = new Pen(196);
  const block = (
    title: string,
    { entries, total, mark }: { entries: Entry[]; total: Entry; mark: string },
  ) => {
    sheet.text(title, { x: margin, y: pen.y, size: 10.5, bold: true });
    sheet.rule({ left: margin, right, y: pen.y + 5 });
    for (const entry of entries) row(entry, { y: pen.down(17) });
    row(total, { y: pen.down(20), bold: true, mark });
    pen.down(32);
  };
  block('EARNINGS', {
    entries: pay.earnings,
    total: [random.pick(['Total earnings', 'Gross earnings', 'Gross salary']), pay.gross],
    mark: 'grossAmount',
  });
  block('DEDUCTIONS', {
    entries: pay.deductions,
    total: ['Total deductions', pay.deducted],
    mark: 'deducted',
  });
  sheet.rule({ left: margin, right, y: pen.y - 16 });
  row([random.pick(['NET PAY', 'Net salary']), pay.net], { y: pen.y, bold: true, mark: 'netAmount' });
  sheet.text('All amounts in South African rand (ZAR). This payslip is made up and belongs to nobody.', {
    x: margin,
    y: 780,
    size: 8,
    grey: 0.4,
  });
}
