/** The amount is in the main unit of the currency. */
export type Amount = [wording: string, amount: number];

export interface Payslip {
  file: string;
  /** The title of the PDF. */
  label: string;
  title: string;
  company: { name: string; address: string[]; colour: [red: number, green: number, blue: number] };
  employee: [label: string, value: string][];
  period: [label: string, value: string][];
  headings: { earnings: string; deductions: string; amount: string };
  earnings: Amount[];
  deductions: Amount[];
  totals: { gross: string; deductions: string; net: string };
  currency: string;
  /** BCP 47. Determines the separators of amounts. */
  locale: string;
  decimals: number;
  footnote: string;
}

/** One payslip for each identity of the sandbox, in the form that is usual in the employer's country. */
export const payslips: Payslip[] = [
  {
    file: 'payslip-george.pdf',
    label: 'Payslip of George Palomero Jr.',
    title: 'PAYSLIP',
    company: {
      name: 'Mabini Freight Services Inc.',
      address: ['18 Katipunan Avenue, Loyola Heights', 'Quezon City 1108, Philippines'],
      colour: [0.09, 0.28, 0.47],
    },
    employee: [
      ['Employee name', 'George Palomero Jr.'],
      ['Employee no.', 'MFS-00418'],
      ['Position', 'Dispatch Supervisor'],
      ['Department', 'Fleet Operations'],
      ['Date hired', '03/18/2019'],
    ],
    period: [
      ['Pay period', 'October 1-15, 2026'],
      ['Pay date', '10/20/2026'],
      ['TIN', '472-815-306-000'],
      ['SSS no.', '33-0000000-8'],
      ['PhilHealth no.', '12-050417863-4'],
      ['Pag-IBIG MID', '1210-4471-9036'],
    ],
    headings: { earnings: 'Earnings', deductions: 'Deductions', amount: 'Amount (PHP)' },
    earnings: [
      ['Basic pay', 22500],
      ['Overtime, 12.5 hours', 2184.5],
      ['Night differential', 640],
      ['Rice allowance', 1000],
    ],
    deductions: [
      ['SSS contribution', 1125],
      ['PhilHealth contribution', 562.5],
      ['Pag-IBIG contribution', 100],
      ['Withholding tax', 1957.35],
    ],
    totals: { gross: 'Gross pay', deductions: 'Total deductions', net: 'Net pay' },
    currency: 'PHP',
    locale: 'en-PH',
    decimals: 2,
    footnote:
      'This payslip was made by computer and needs no signature. Questions: ask payroll within five days.',
  },
  {
    file: 'payslip-ryan.pdf',
    label: 'Payslip of Ryan Lestari (in Indonesian)',
    title: 'SLIP GAJI',
    company: {
      name: 'PT Cahaya Ritel Nusantara',
      address: ['Jalan Jenderal Sudirman Kav. 52', 'Jakarta Selatan 12190, Indonesia'],
      colour: [0.62, 0.16, 0.16],
    },
    employee: [
      ['Nama karyawan', 'Ryan Lestari'],
      ['NIK', 'CRN-2207'],
      ['Jabatan', 'Store Manager'],
      ['Departemen', 'Operasional Toko'],
      ['Tanggal masuk', '4 Januari 2021'],
    ],
    period: [
      ['Periode gaji', '1 - 31 Oktober 2026'],
      ['Tanggal pembayaran', '30 Oktober 2026'],
      ['NPWP', '64.218.907.3-014.000'],
      ['BPJS Ketenagakerjaan', '21048837465'],
    ],
    headings: { earnings: 'Pendapatan', deductions: 'Potongan', amount: 'Jumlah (IDR)' },
    earnings: [
      ['Gaji pokok', 12500000],
      ['Tunjangan transportasi', 1000000],
      ['Tunjangan makan', 880000],
    ],
    deductions: [
      ['BPJS Kesehatan', 120000],
      ['Jaminan Hari Tua', 250000],
      ['PPh 21', 687500],
    ],
    totals: { gross: 'Gaji kotor', deductions: 'Total potongan', net: 'Gaji bersih' },
    currency: 'IDR',
    locale: 'id-ID',
    decimals: 0,
    footnote: 'Slip gaji ini dicetak oleh komputer dan sah tanpa tanda tangan.',
  },
  {
    file: 'payslip-christina.pdf',
    label: 'Payslip of Christina Tan',
    title: 'Payslip',
    company: {
      name: 'Lion Quay Analytics Pte. Ltd.',
      address: ['71 Robinson Road, #14-02', 'Singapore 068895'],
      colour: [0.05, 0.42, 0.4],
    },
    employee: [
      ['Name of employee', 'Christina Tan'],
      ['Employee ID', 'LQ1043'],
      ['Designation', 'Senior Analyst'],
      ['Department', 'Credit Research'],
      ['Date joined', '3 May 2021'],
    ],
    period: [
      ['Salary period', '1 Oct 2026 to 31 Oct 2026'],
      ['Date of payment', '30 Oct 2026'],
      ['CPF account no.', 'S8812345G'],
    ],
    headings: { earnings: 'Earnings', deductions: 'Deductions', amount: 'Amount (SGD)' },
    earnings: [
      ['Basic salary', 6800],
      ['Transport allowance', 250],
      ['Performance bonus', 900],
    ],
    deductions: [
      ["Employee's CPF contribution", 1480],
      ['CDAC fund', 2],
    ],
    totals: { gross: 'Gross salary', deductions: 'Total deductions', net: 'Net salary' },
    currency: 'SGD',
    locale: 'en-SG',
    decimals: 2,
    footnote: 'Paid by bank transfer. Please keep this payslip for your own records.',
  },
  {
    file: 'payslip-anisha.pdf',
    label: 'Payslip of Anisha Bhatia',
    title: 'SALARY SLIP',
    company: {
      name: 'Saffron Grid Technologies Pvt. Ltd.',
      address: ['4th Floor, 100 Feet Road, Indiranagar', 'Bengaluru 560038, Karnataka, India'],
      colour: [0.73, 0.36, 0.05],
    },
    employee: [
      ['Employee Name', 'Anisha Bhatia'],
      ['Employee Code', 'SGT-1187'],
      ['Designation', 'Software Engineer II'],
      ['Department', 'Platform'],
      ['Date of Joining', '16-Aug-2022'],
    ],
    period: [
      ['Pay Period', '01/10/2026 - 31/10/2026'],
      ['Pay Date', '31/10/2026'],
      ['PAN', 'AXKPB4821D'],
      ['UAN', '100998877665'],
    ],
    headings: { earnings: 'Earnings', deductions: 'Deductions', amount: 'Amount (INR)' },
    earnings: [
      ['Basic Salary', 60000],
      ['House Rent Allowance', 24000],
      ['Special Allowance', 19250],
      ['Leave Travel Allowance', 5000],
    ],
    deductions: [
      ['Provident Fund', 7200],
      ['Professional Tax', 200],
      ['Income Tax (TDS)', 8615],
    ],
    totals: { gross: 'Gross Earnings', deductions: 'Total Deductions', net: 'Net Pay' },
    currency: 'INR',
    locale: 'en-IN',
    decimals: 2,
    footnote: 'This is a computer generated salary slip and does not require a signature.',
  },
];

export const sumOf = (amounts: Amount[]): number =>
  Math.round(amounts.reduce((sum, [, amount]) => sum + amount, 0) * 100) / 100;
