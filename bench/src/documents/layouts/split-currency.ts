import { written } from '../amounts.ts';
import { dateForms } from '../dates.ts';
import type { Layout } from '../document.ts';
import { streets } from '../invented.ts';
import { type Country, type Entry, inventPay, type Pay } from '../pay.ts';
import type { Random } from '../random.ts';
import { type Sheet, width } from '../sheet.ts';
import { drawFacts, margin, Pen, shuffled, truthOf } from './parts.ts';

const indonesia: Country = {
  currency: 'IDR',
  notation: { group: '.', decimal: ',', decimals: 0 },
  legalForms: ['PT', 'PT', 'Tbk'],
  monthly: { least: 4_600_000, most: 32_000_000 },
  base: 'Gaji pokok',
  earnings: ['Tunjangan makan', 'Tunjangan transportasi', 'Lembur', 'Tunjangan jabatan'],
  deductions: ['BPJS Kesehatan', 'Jaminan Hari Tua', 'PPh 21', 'Jaminan Pensiun', 'Koperasi'],
};

export const splitCurrency: Layout = {
  name: 'Indonesian payslip, currency apart from the amount',
  type: 'PAYSLIP',
  draw(sheet, random) {
    const pay = inventPay(random, indonesia);
    const taxNumber = `${random.digits(2)}.${random.digits(3)}.${random.digits(3)}.${random.digits(1)}-${random.digits(3)}.000`;
    drawHead(sheet, random, { pay, taxNumber });
    drawRows(sheet, random, pay);
    return truthOf(pay, { currency: 'IDR', taxNumber });
  },
};

function drawHead(sheet: Sheet, random: Random, { pay, taxNumber }: { pay: Pay; taxNumber: string }): void {
  sheet.text(pay.employer, {
    x: width / 2,
    y: 56,
    size: 14,
    bold: true,
    align: 'centre',
    mark: 'employerName',
  });
  sheet.text(`${random.pick(streets)}, Kota Rekaan`, { x: width / 2, y: 70, size: 9, align: 'centre' });
  sheet.text('SLIP GAJI', { x: width / 2, y: 96, size: 13, bold: true, align: 'centre' });
  const period = random.pick([
    `${dateForms.indonesian(pay.startDate)} - ${dateForms.indonesian(pay.endDate)}`,
    dateForms.indonesian(pay.startDate).replace(/^\d+ /, ''),
    `${dateForms.slashes(pay.startDate)} s/d ${dateForms.slashes(pay.endDate)}`,
  ]);
  const facts = [
    {
      label: random.pick(['Nama karyawan', 'Nama pegawai', 'Nama']),
      value: pay.employee,
      mark: 'employeeName',
    },
    { label: 'NIK', value: pay.employeeNumber },
    { label: 'Jabatan', value: pay.jobTitle },
    { label: 'NPWP', value: taxNumber },
    { label: random.pick(['Periode gaji', 'Periode']), value: period },
    {
      label: random.pick(['Tanggal pembayaran', 'Tanggal bayar']),
      value: dateForms.indonesian(pay.payDate),
      mark: 'payDate',
    },
  ];
  const colon = random.chance(0.5) ? ': ' : '';
  const shown = shuffled(random, facts).map((fact) => ({ ...fact, value: colon + fact.value }));
  drawFacts(sheet, shown, { x: margin, y: 124, indent: 120, step: 15 });
}

function drawRows(sheet: Sheet, random: Random, pay: Pay): void {
  const right = 470;
  const row = ([wording, cents]: Entry, at: { y: number; bold?: boolean; mark?: string }) => {
    const bold = at.bold ?? false;
    sheet.text(wording, { x: margin + 10, y: at.y, bold });
    sheet.text('Rp', { x: 350, y: at.y, bold });
    sheet.text(written(cents, indonesia.notation), {
      x: right,
      y: at.y,
      align: 'right',
      bold,
      ...(at.mark ? { mark: at.mark } : {}),
    });
  };
  const pen = new Pen(240);
  sheet.text(random.pick(['Pendapatan', 'Penghasilan']), { x: margin, y: pen.y, bold: true });
  for (const entry of pay.earnings) row(entry, { y: pen.down(17) });
  row([random.pick(['Gaji kotor', 'Total pendapatan']), pay.gross], {
    y: pen.down(20),
    bold: true,
    mark: 'grossAmount',
  });
  sheet.rule({ left: 350, right, y: pen.y - 13 });
  sheet.text('Potongan', { x: margin, y: pen.down(28), bold: true });
  for (const entry of pay.deductions) row(entry, { y: pen.down(17) });
  row(['Total potongan', pay.deducted], { y: pen.down(20), bold: true, mark: 'deducted' });
  sheet.rule({ left: 350, right, y: pen.y - 13 });
  row([random.pick(['Gaji bersih', 'Total diterima']), pay.net], {
    y: pen.down(30),
    bold: true,
    mark: 'netAmount',
  });
  sheet.rule({ left: 350, right, y: pen.y + 5 });
  sheet.text('Slip ini rekaan dan bukan milik siapa pun.', { x: margin, y: 780, size: 8, grey: 0.4 });
}
