import { PageSizes, type PDFFont, type PDFPage, rgb } from 'pdf-lib';
import { type Amount, type Payslip, sumOf } from './payslips.ts';
import { ink, paper, quiet, rule, type Sheet } from './sheet.ts';

const [width] = PageSizes.A4;
const margin = 48;
const middle = width / 2 + 8;
const right = width - margin;

export function drawPayslip(sheet: Sheet, payslip: Payslip): void {
  drawLetterhead(sheet, payslip);
  drawFacts(sheet, payslip.employee, margin);
  drawFacts(sheet, payslip.period, middle);
  const end = Math.min(
    drawAmounts(sheet, payslip, { side: 'earnings', left: margin, right: width / 2 - 12 }),
    drawAmounts(sheet, payslip, { side: 'deductions', left: middle, right }),
  );
  drawNet(sheet, payslip, end - 44);
  sheet.page.drawText(payslip.footnote, { x: margin, y: 66, size: 8, font: sheet.regular, color: quiet });
  sheet.page.drawText('Sample document for the sandbox. The company and the amounts are made up.', {
    x: margin,
    y: 52,
    size: 8,
    font: sheet.regular,
    color: quiet,
  });
}

function drawLetterhead({ page, regular, bold }: Sheet, { company, title }: Payslip): void {
  const colour = rgb(...company.colour);
  page.drawRectangle({ x: 0, y: 832, width, height: 10, color: colour });
  drawMark(page, company.name, { font: bold, colour });
  page.drawText(company.name, { x: margin + 50, y: 776, size: 15, font: bold, color: ink });
  for (const [index, line] of company.address.entries()) {
    page.drawText(line, { x: margin + 50, y: 761 - index * 12, size: 9, font: regular, color: quiet });
  }
  const size = 18;
  page.drawText(title, {
    x: right - bold.widthOfTextAtSize(title, size),
    y: 774,
    size,
    font: bold,
    color: colour,
  });
  rule(page, { left: margin, right, y: 730 });
}

function drawMark(
  page: PDFPage,
  name: string,
  { font, colour }: { font: PDFFont; colour: ReturnType<typeof rgb> },
) {
  const initials = name
    .replace(/^PT /, '')
    .split(' ')
    .slice(0, 2)
    .map((word) => word[0])
    .join('');
  page.drawSvgPath('M8 0H32Q40 0 40 8V32Q40 40 32 40H8Q0 40 0 32V8Q0 0 8 0Z', {
    x: margin,
    y: 788,
    color: colour,
    borderWidth: 0,
  });
  const left = margin + 20 - font.widthOfTextAtSize(initials, 16) / 2;
  page.drawText(initials, { x: left, y: 762, size: 16, font, color: paper });
}

function drawFacts({ page, regular, bold }: Sheet, facts: [string, string][], left: number): void {
  for (const [index, [label, value]] of facts.entries()) {
    const y = 706 - index * 18;
    page.drawText(label, { x: left, y, size: 9, font: regular, color: quiet });
    page.drawText(value, { x: left + 118, y, size: 9.5, font: bold, color: ink });
  }
}

interface Column {
  side: 'earnings' | 'deductions';
  left: number;
  right: number;
}

/** Returns the y position of the total. */
function drawAmounts(sheet: Sheet, payslip: Payslip, column: Column): number {
  const { page, bold } = sheet;
  const { left } = column;
  const amounts = payslip[column.side];
  const top = 572;
  page.drawRectangle({
    x: left,
    y: top - 7,
    width: column.right - left,
    height: 22,
    color: rgb(...payslip.company.colour),
    opacity: 0.1,
  });
  page.drawText(payslip.headings[column.side], { x: left + 8, y: top, size: 9.5, font: bold, color: ink });
  drawRight(sheet, payslip.headings.amount, { right: column.right - 8, y: top, font: bold });
  let y = top - 26;
  for (const amount of amounts) {
    drawAmount(sheet, payslip, { amount, column, y });
    y -= 20;
  }
  const rows = Math.max(payslip.earnings.length, payslip.deductions.length);
  y = top - 26 - rows * 20;
  rule(page, { left, right: column.right, y: y + 14 });
  const wording = column.side === 'earnings' ? payslip.totals.gross : payslip.totals.deductions;
  page.drawText(wording, { x: left + 8, y: y - 4, size: 9.5, font: bold, color: ink });
  drawRight(sheet, money(payslip, sumOf(amounts)), { right: column.right - 8, y: y - 4, font: bold });
  return y - 4;
}

function drawAmount(
  sheet: Sheet,
  payslip: Payslip,
  { amount: [wording, value], column, y }: { amount: Amount; column: Column; y: number },
): void {
  sheet.page.drawText(wording, { x: column.left + 8, y, size: 9.5, font: sheet.regular, color: ink });
  drawRight(sheet, money(payslip, value), { right: column.right - 8, y, font: sheet.regular });
}

function drawRight({ page }: Sheet, text: string, at: { right: number; y: number; font: PDFFont }): void {
  const size = 9.5;
  const x = at.right - at.font.widthOfTextAtSize(text, size);
  page.drawText(text, { x, y: at.y, size, font: at.font, color: ink });
}

function drawNet({ page, bold }: Sheet, payslip: Payslip, y: number): void {
  const net = `${payslip.currency} ${money(payslip, sumOf(payslip.earnings) - sumOf(payslip.deductions))}`;
  page.drawRectangle({
    x: margin,
    y: y - 12,
    width: right - margin,
    height: 36,
    color: rgb(...payslip.company.colour),
  });
  page.drawText(payslip.totals.net, { x: margin + 14, y, size: 12, font: bold, color: paper });
  page.drawText(net, {
    x: right - 14 - bold.widthOfTextAtSize(net, 14),
    y,
    size: 14,
    font: bold,
    color: paper,
  });
}

export const money = ({ locale, decimals }: Pick<Payslip, 'locale' | 'decimals'>, amount: number): string =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
    amount,
  );
