import { written } from '../amounts.ts';
import { dateForms, monthName } from '../dates.ts';
import type { Layout } from '../document.ts';
import { streets } from '../invented.ts';
import { type Country, type Entry, inventPay, type Pay } from '../pay.ts';
import type { Random } from '../random.ts';
import { type Sheet, width } from '../sheet.ts';
import { drawFacts, margin, shuffled, truthOf } from './parts.ts';

const philippines: Country = {
  currency: 'PHP',
  notation: { group: ',', decimal: '.', decimals: 2 },
  legalForms: ['Inc.', 'Corporation', 'Corp.', 'Co., Inc.'],
  monthly: { least: 14_000, most: 98_000 },
  base: 'Basic pay',
  earnings: ['Overtime', 'Night differential', 'Rice allowance', 'Holiday pay', 'Transportation allowance'],
  deductions: [
    'SSS contribution',
    'PhilHealth contribution',
    'Pag-IBIG contribution',
    'Withholding tax',
    'SSS loan',
  ],
  paysHalfMonths: true,
};

export const twoColumns: Layout = {
  name: 'Philippine payslip, two columns',
  type: 'PAYSLIP',
  draw(sheet, random) {
    const pay = inventPay(random, philippines);
    drawHead(sheet, random, pay);
    const numbers = drawPerson(sheet, random, pay);
    const y = drawColumns(sheet, pay, 300);
    drawNet(sheet, random, { pay, y });
    return truthOf(pay, { currency: 'PHP', ...numbers });
  },
};

function drawHead(sheet: Sheet, random: Random, pay: Pay): void {
  sheet.text(pay.employer, { x: margin, y: 60, size: 15, bold: true, mark: 'employerName' });
  sheet.text(`${random.pick(streets)}, Nowhere City`, { x: margin, y: 74, size: 8.5, grey: 0.4 });
  const title = random.pick(['PAYSLIP', 'Pay Slip', 'EARNINGS STATEMENT']);
  sheet.text(title, { x: width - margin, y: 60, size: 15, bold: true, align: 'right', grey: 0.3 });
  sheet.rule({ left: margin, right: width - margin, y: 90 });
}

function drawPerson(sheet: Sheet, random: Random, pay: Pay) {
  const truth = {
    taxNumber: `${random.digits(3)}-${random.digits(3)}-${random.digits(3)}-000`,
    ssNumber: `33-${random.digits(7)}-8`,
    philHealthNumber: `12-${random.digits(9)}-4`,
    pagIbigNumber: `1210-${random.digits(4)}-${random.digits(4)}`,
  };
  const period =
    pay.startDate.slice(8) === '01' && Number(pay.endDate.slice(8)) > 15 && random.chance(0.4)
      ? monthName(pay.startDate)
      : random.pick([
          `${dateForms.american(pay.startDate)} - ${dateForms.american(pay.endDate)}`,
          daysOfMonth(pay),
        ]);
  const style = { colon: random.chance(0.4), isBold: random.chance(0.5), indent: 108 };
  const person = [
    {
      label: random.pick(['Employee name', 'Name of employee', 'Employee']),
      value: pay.employee,
      mark: 'employeeName',
    },
    { label: random.pick(['Employee no.', 'Employee ID']), value: pay.employeeNumber },
    { label: 'Position', value: pay.jobTitle },
    { label: 'Department', value: pay.department },
    { label: 'Date hired', value: dateForms.american(pay.hired) },
  ];
  const payroll = [
    { label: random.pick(['Pay period', 'Period covered', 'Cut-off period']), value: period },
    {
      label: random.pick(['Pay date', 'Payroll date', 'Date paid']),
      value: dateForms.american(pay.payDate),
      mark: 'payDate',
    },
    { label: random.pick(['TIN', 'Tax ID']), value: truth.taxNumber },
    { label: random.pick(['SSS no.', 'SSS number']), value: truth.ssNumber },
    { label: random.pick(['PhilHealth no.', 'PhilHealth ID']), value: truth.philHealthNumber },
    { label: random.pick(['Pag-IBIG MID', 'Pag-IBIG no.']), value: truth.pagIbigNumber },
  ];
  drawFacts(sheet, shuffled(random, person), { ...style, x: margin, y: 116 });
  drawFacts(sheet, shuffled(random, payroll), { ...style, x: width / 2 + 4, y: 116 });
  return truth;
}

/** A pay period within one month, such as `October 16-31, 2026`. */
const daysOfMonth = ({ startDate, endDate }: Pay) =>
  dateForms.longAmerican(startDate).replace(',', `-${Number(endDate.slice(8))},`);

function drawColumns(sheet: Sheet, pay: Pay, y: number): number {
  const middle = width / 2;
  const rows = Math.max(pay.earnings.length, pay.deductions.length);
  drawColumn(
    sheet,
    { title: 'Earnings', entries: pay.earnings, total: ['Gross pay', pay.gross], mark: 'grossAmount', rows },
    { left: margin, right: middle - 12, y },
  );
  drawColumn(
    sheet,
    {
      title: 'Deductions',
      entries: pay.deductions,
      total: ['Total deductions', pay.deducted],
      mark: 'deducted',
      rows,
    },
    { left: middle + 4, right: width - margin, y },
  );
  return y + 40 + rows * 19;
}

function drawColumn(
  sheet: Sheet,
  column: { title: string; entries: Entry[]; total: Entry; mark: string; rows: number },
  { left, right, y }: { left: number; right: number; y: number },
): void {
  sheet.box({ x: left, y: y - 14, width: right - left, height: 20, fill: 0.92 });
  sheet.text(column.title, { x: left + 6, y, bold: true });
  sheet.text('Amount', { x: right - 6, y, bold: true, align: 'right' });
  let at = y + 24;
  for (const [wording, cents] of column.entries) {
    sheet.text(wording, { x: left + 6, y: at });
    sheet.text(written(cents, philippines.notation), { x: right - 6, y: at, align: 'right' });
    at += 19;
  }
  at = y + 24 + column.rows * 19;
  sheet.rule({ left, right, y: at - 13 });
  sheet.text(column.total[0], { x: left + 6, y: at + 2, bold: true });
  sheet.text(written(column.total[1], philippines.notation), {
    x: right - 6,
    y: at + 2,
    bold: true,
    align: 'right',
    mark: column.mark,
  });
}

function drawNet(sheet: Sheet, random: Random, { pay, y }: { pay: Pay; y: number }): void {
  const isDark = random.chance(0.5);
  sheet.box({ x: margin, y, width: width - 2 * margin, height: 34, fill: isDark ? 0.28 : 0.9 });
  const grey = isDark ? 1 : 0.1;
  sheet.text(random.pick(['Net pay', 'NET PAY', 'Take-home pay']), {
    x: margin + 12,
    y: y + 22,
    size: 12,
    bold: true,
    grey,
  });
  sheet.text(`PHP ${written(pay.net, philippines.notation)}`, {
    x: width - margin - 12,
    y: y + 22,
    size: 13,
    bold: true,
    grey,
    align: 'right',
    mark: 'netAmount',
  });
  sheet.text('This payslip is made up and belongs to nobody.', { x: margin, y: 780, size: 8, grey: 0.4 });
}
