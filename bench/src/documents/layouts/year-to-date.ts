import { written } from '../amounts.ts';
import { dateForms } from '../dates.ts';
import type { Layout } from '../document.ts';
import { streets } from '../invented.ts';
import { type Country, type Entry, inventPay, type Pay } from '../pay.ts';
import type { Random } from '../random.ts';
import { type Sheet, width } from '../sheet.ts';
import { drawFacts, margin, Pen, truthOf } from './parts.ts';

const unitedStates: Country = {
  currency: 'USD',
  notation: { group: ',', decimal: '.', decimals: 2 },
  legalForms: ['LLC', 'Inc.', 'Corp.', 'Holdings LLC'],
  monthly: { least: 1_100, most: 7_900 },
  base: 'Regular',
  earnings: ['Overtime', 'Holiday', 'Bonus', 'Shift premium'],
  deductions: [
    'Federal income tax',
    'Social Security',
    'Medicare',
    'State income tax',
    'Dental plan',
    '401(k)',
  ],
  paysHalfMonths: true,
};

/** An American earnings statement, with amounts of the period and of the year to date in each row. */
export const yearToDate: Layout = {
  name: 'American payslip, year to date',
  type: 'PAYSLIP',
  draw(sheet, random) {
    const pay = inventPay(random, unitedStates);
    const ssNumber = `000-${random.digits(2)}-${random.digits(4)}`;
    drawHead(sheet, random, { pay, ssNumber });
    drawTable(sheet, random, pay);
    return truthOf(pay, { currency: 'USD', ssNumber });
  },
};

function drawHead(sheet: Sheet, random: Random, { pay, ssNumber }: { pay: Pay; ssNumber: string }): void {
  sheet.text('Earnings Statement', { x: width - margin, y: 56, size: 16, bold: true, align: 'right' });
  sheet.text(pay.employer, { x: margin, y: 56, size: 12, bold: true, mark: 'employerName' });
  sheet.text(random.pick(streets), { x: margin, y: 70, size: 9 });
  sheet.text('Nowhere, ZZ 00000', { x: margin, y: 82, size: 9 });
  const isOnePeriod = random.chance(0.5);
  const dates = isOnePeriod
    ? [
        {
          label: 'Pay Period',
          value: `${dateForms.american(pay.startDate)} - ${dateForms.american(pay.endDate)}`,
        },
      ]
    : [
        { label: 'Period Start', value: dateForms.american(pay.startDate), mark: 'startDate' },
        { label: 'Period End', value: dateForms.american(pay.endDate), mark: 'endDate' },
      ];
  const style = { colon: random.chance(0.6), indent: 104, step: 14, size: 9 };
  drawFacts(
    sheet,
    [...dates, { label: 'Pay Date', value: dateForms.american(pay.payDate), mark: 'payDate' }],
    { ...style, x: 330, y: 110 },
  );
  drawFacts(
    sheet,
    [
      { label: 'Employee Name', value: pay.employee, mark: 'employeeName' },
      { label: 'Employee ID', value: pay.employeeNumber },
      { label: 'Social Security Number', value: ssNumber },
      { label: 'Department', value: pay.department },
    ],
    { ...style, indent: 118, x: margin, y: 110 },
  );
}

function drawTable(sheet: Sheet, random: Random, pay: Pay): void {
  const isYearFirst = random.chance(0.3);
  const columns = { period: isYearFirst ? width - margin : 430, year: isYearFirst ? 430 : width - margin };
  const times = random.integer(2, 11);
  const heading = random.pick(['This Period', 'Current', 'Current Amount']);
  const year = random.pick(['Year to Date', 'YTD', 'YTD Amount']);
  const row = (entry: Entry, at: { y: number; mark?: string; bold?: boolean }) => {
    const [wording, cents] = entry;
    const bold = at.bold ?? false;
    sheet.text(wording, { x: margin + 4, y: at.y, bold });
    const mark = at.mark ? { mark: at.mark } : {};
    sheet.text(written(cents, unitedStates.notation), {
      x: columns.period,
      y: at.y,
      align: 'right',
      bold,
      ...mark,
    });
    sheet.text(written(cents * times, unitedStates.notation), {
      x: columns.year,
      y: at.y,
      align: 'right',
      bold,
    });
  };
  const head = (title: string, y: number) => {
    sheet.box({ x: margin, y: y - 12, width: width - 2 * margin, height: 17, fill: 0.9 });
    sheet.text(title, { x: margin + 4, y, bold: true });
    sheet.text(heading, { x: columns.period, y, bold: true, align: 'right' });
    sheet.text(year, { x: columns.year, y, bold: true, align: 'right' });
  };
  const pen = new Pen(210);
  const block = (
    title: string,
    { entries, total, mark }: { entries: Entry[]; total: Entry; mark: string },
  ) => {
    head(title, pen.y);
    for (const entry of entries) row(entry, { y: pen.down(16) });
    sheet.rule({ left: margin, right: width - margin, y: pen.y + 5 });
    row(total, { y: pen.down(18), mark, bold: true });
    pen.down(30);
  };
  block('Earnings', {
    entries: pay.earnings,
    total: [random.pick(['Gross Pay', 'Total Gross', 'Total Earnings']), pay.gross],
    mark: 'grossAmount',
  });
  block('Deductions', {
    entries: pay.deductions,
    total: ['Total Deductions', pay.deducted],
    mark: 'deducted',
  });
  sheet.box({ x: margin, y: pen.y - 15, width: width - 2 * margin, height: 22, border: 0.2 });
  row(['Net Pay', pay.net], { y: pen.y, mark: 'netAmount', bold: true });
  sheet.text('All amounts in USD. This statement is made up and belongs to nobody.', {
    x: margin,
    y: pen.y + 40,
    size: 8,
    grey: 0.4,
  });
}
