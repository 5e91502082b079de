import { written } from '../amounts.ts';
import { dateForms, monthName } from '../dates.ts';
import type { Layout } from '../document.ts';
import { streets } from '../invented.ts';
import { type Country, inventPay, type Pay } from '../pay.ts';
import type { Random } from '../random.ts';
import { type Sheet, width } from '../sheet.ts';
import { drawFacts, margin, truthOf } from './parts.ts';

const india: Country = {
  currency: 'INR',
  notation: { group: ',', decimal: '.', decimals: 2, isLakh: true },
  legalForms: ['Pvt. Ltd.', 'Private Limited', 'Limited', 'LLP'],
  monthly: { least: 28_000, most: 240_000 },
  base: 'Basic Salary',
  earnings: ['House Rent Allowance', 'Special Allowance', 'Conveyance', 'Leave Travel Allowance'],
  deductions: ['Provident Fund', 'Professional Tax', 'Income Tax (TDS)', 'Health Insurance'],
};

const edges = [margin, 208, 297, 450, width - margin];

export const grid: Layout = {
  name: 'Indian payslip, grid of four columns',
  type: 'PAYSLIP',
  draw(sheet, random) {
    const pay = inventPay(random, india);
    const numbers = { taxNumber: `ABCPX${random.digits(4)}Z`, ssNumber: `10${random.digits(10)}` };
    sheet.text(pay.employer, {
      x: width / 2,
      y: 58,
      size: 14,
      bold: true,
      align: 'centre',
      mark: 'employerName',
    });
    sheet.text(`${random.pick(streets)}, Nowhere 000000`, { x: width / 2, y: 72, size: 9, align: 'centre' });
    const title = random.pick(['Salary Slip for the month of', 'Payslip for the month of']);
    const isInTitle = random.chance(0.5);
    sheet.text(isInTitle ? `${title} ${monthName(pay.startDate)}` : 'SALARY SLIP', {
      x: width / 2,
      y: 96,
      size: 11,
      bold: true,
      align: 'centre',
    });
    drawPerson(sheet, random, { pay, numbers, isInTitle });
    drawGrid(sheet, random, pay);
    return truthOf(pay, { currency: 'INR', ...numbers });
  },
};

function drawPerson(
  sheet: Sheet,
  random: Random,
  {
    pay,
    numbers,
    isInTitle,
  }: { pay: Pay; numbers: { taxNumber: string; ssNumber: string }; isInTitle: boolean },
): void {
  const style = { indent: 92, step: 15, size: 9, colon: random.chance(0.5) };
  drawFacts(
    sheet,
    [
      { label: 'Employee Name', value: pay.employee, mark: 'employeeName' },
      { label: 'Employee Code', value: pay.employeeNumber },
      { label: 'Designation', value: pay.jobTitle },
      { label: 'Department', value: pay.department },
    ],
    { ...style, x: margin, y: 122 },
  );
  const period = isInTitle
    ? []
    : [
        {
          label: 'Pay Period',
          value: `${dateForms.slashes(pay.startDate)} - ${dateForms.slashes(pay.endDate)}`,
        },
      ];
  drawFacts(
    sheet,
    [
      ...period,
      { label: 'Pay Date', value: dateForms.dashes(pay.payDate), mark: 'payDate' },
      { label: 'PAN', value: numbers.taxNumber },
      { label: 'UAN', value: numbers.ssNumber },
    ],
    { ...style, x: 320, y: 122 },
  );
}

function drawGrid(sheet: Sheet, random: Random, pay: Pay): void {
  let y = 200;
  const line = (cells: [string, string, string, string], { bold = false, marks = [] as string[] } = {}) => {
    for (const [index, text] of cells.entries()) {
      const left = edges[index]!;
      const right = edges[index + 1]!;
      sheet.box({ x: left, y, width: right - left, height: 19, border: 0.45 });
      const isAmount = index % 2 === 1;
      const mark = marks[index];
      sheet.text(text, {
        x: isAmount ? right - 5 : left + 5,
        y: y + 13,
        size: 9,
        bold,
        align: isAmount ? 'right' : 'left',
        ...(mark ? { mark } : {}),
      });
    }
    y += 19;
  };
  const amount = (cents: number | undefined) => (cents === undefined ? '' : written(cents, india.notation));
  line(['Earnings', 'Amount', 'Deductions', 'Amount'], { bold: true });
  for (let row = 0; row < Math.max(pay.earnings.length, pay.deductions.length); row++) {
    const [earning, deduction] = [pay.earnings[row], pay.deductions[row]];
    line([earning?.[0] ?? '', amount(earning?.[1]), deduction?.[0] ?? '', amount(deduction?.[1])]);
  }
  const totals: [string, string, string, string] = [
    random.pick(['Gross Earnings', 'Total Earnings', 'Gross Salary']),
    amount(pay.gross),
    'Total Deductions',
    amount(pay.deducted),
  ];
  line(totals, { bold: true, marks: ['', 'grossAmount', '', 'deducted'] });
  sheet.text(`Net Pay${random.chance(0.5) ? ':' : ''}`, { x: margin + 5, y: y + 26, size: 11, bold: true });
  sheet.text(`${random.pick(['Rs. ', 'INR ', 'Rs '])}${amount(pay.net)}`, {
    x: margin + 80,
    y: y + 26,
    size: 11,
    bold: true,
    mark: 'netAmount',
  });
  sheet.text('Amounts in INR. This slip is made up and belongs to nobody.', {
    x: margin,
    y: y + 60,
    size: 8,
    grey: 0.4,
  });
}
