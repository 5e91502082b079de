import type { PayslipAnalysis } from '@winkwire/contract/resources/archive-analysis';
import { currencyOf, parseAmount } from './amounts.ts';
import { type DayOrder, dayOrderOf, type Period, parseDate, parsePeriod } from './dates.ts';
import { parseCompanyHeading, parseCompanyName, parseIdNumber, parsePersonName } from './field-values.ts';
import { type Line, textOf } from './layout.ts';
import { type Finding, firstProblem, type Problem } from './problem.ts';
import { type FieldReading, orNull, readField } from './read-field.ts';

/** What a payslip says: its analysis, and the fields that go only into the employment. */
export interface PayslipFinding extends Finding<PayslipAnalysis> {
  jobTitle: string | null;
  department: string | null;
  employeeNumber: string | null;
  hireDate: string | null;
  baseAmount: number | null;
  /** Whether the gross amount less the deductions is the net amount. Null if the payslip does not show all three. */
  addsUp: boolean | null;
}

/** The labels of each field, the most certain ones first. They are in lower case, in English and Indonesian. */
const labels = {
  employer: [
    'employer name',
    'name of employer',
    'company name',
    'name of company',
    'nama perusahaan',
    'employer',
    'company',
    'perusahaan',
  ],
  employee: [
    'employee name',
    'name of employee',
    "employee's name",
    'nama karyawan',
    'nama pegawai',
    'employee',
    'staff name',
    'name',
    'nama',
  ],
  period: [
    'pay period',
    'payroll period',
    'period covered',
    'salary period',
    'cut-off period',
    'cutoff period',
    'cut-off',
    'cutoff',
    'pay month',
    'salary month',
    'payslip for the month of',
    'salary slip for the month of',
    'periode gaji',
    'periode',
    'period',
    'month',
  ],
  start: ['period start', 'start of period', 'period from', 'pay begin date', 'start date', 'from'],
  end: ['period end', 'end of period', 'period to', 'pay end date', 'end date', 'to'],
  payDate: [
    'pay date',
    'payment date',
    'date of payment',
    'payroll date',
    'payout date',
    'credit date',
    'date paid',
    'tanggal pembayaran',
    'tanggal bayar',
  ],
  gross: [
    'gross pay',
    'gross salary',
    'gross earnings',
    'gross income',
    'gross wages',
    'gross amount',
    'total gross',
    'total earnings',
    'gaji kotor',
    'total pendapatan',
    'penghasilan bruto',
    'gross',
  ],
  net: [
    'net pay',
    'net salary',
    'net income',
    'net amount',
    'net wages',
    'net payable',
    'total net',
    'take-home pay',
    'take home pay',
    'gaji bersih',
    'total diterima',
    'net',
  ],
  deductions: [
    'total deductions',
    'total deduction',
    'gross deductions',
    'total potongan',
    'deductions total',
  ],
  base: ['basic pay', 'basic salary', 'base pay', 'base salary', 'gaji pokok', 'basic'],
  tax: [
    'tax identification number',
    'tax identification no',
    'tax number',
    'tax no',
    'tax id',
    'tin no',
    'tin number',
    'tin',
    'npwp',
    'pan number',
    'pan no',
    'pan',
  ],
  socialSecurity: [
    'social security number',
    'social security no',
    'sss number',
    'sss no',
    'sss',
    'cpf account number',
    'cpf account no',
    'bpjs ketenagakerjaan',
    'uan number',
    'uan no',
    'uan',
  ],
  philHealth: ['philhealth number', 'philhealth no', 'philhealth id', 'philhealth', 'phic no'],
  pagIbig: ['pag-ibig mid', 'pag-ibig number', 'pag-ibig no', 'pag-ibig', 'pagibig', 'hdmf no', 'hdmf'],
  jobTitle: ['position', 'designation', 'job title', 'jabatan'],
  department: ['department', 'departemen', 'division'],
  employeeNumber: ['employee no', 'employee id', 'employee number', 'employee code', 'nik', 'staff id'],
  hired: ['date hired', 'hire date', 'date of joining', 'date joined', 'joining date', 'tanggal masuk'],
};

/** Reads a payslip. It is a pure function, and its time is limited by the size of `lines`. */
export function parsePayslip(lines: Line[]): PayslipFinding {
  const text = textOf(lines);
  const currency = currencyOf(text);
  const order = dayOrderOf(text) ?? usualOrder(currency);
  const dates = readDates(lines, order);
  const gross = readField(lines, labels.gross, parseAmount);
  const net = readField(lines, labels.net, parseAmount);
  const employer = readEmployer(lines);
  const employee = readField(lines, labels.employee, parsePersonName);
  const number = (of: string[]) => orNull(readField(lines, of, parseIdNumber));
  return {
    analysis: {
      startDate: orNull(dates.period)?.startDate ?? null,
      endDate: orNull(dates.period)?.endDate ?? null,
      payDate: orNull(dates.payDate),
      currency: currency ?? null,
      grossAmount: orNull(gross),
      netAmount: orNull(net),
      employerName: orNull(employer),
      employeeName: orNull(employee),
      ssNumber: number(labels.socialSecurity),
      philHealthNumber: number(labels.philHealth),
      taxNumber: number(labels.tax),
      pagIbigNumber: number(labels.pagIbig),
    },
    jobTitle: orNull(readField(lines, labels.jobTitle, parseWording)),
    department: orNull(readField(lines, labels.department, parseWording)),
    employeeNumber: orNull(readField(lines, labels.employeeNumber, parseEmployeeNumber)),
    hireDate: orNull(readField(lines, labels.hired, (raw) => parseDate(raw, order))),
    baseAmount: orNull(readField(lines, labels.base, parseAmount)),
    addsUp: addsUp(orNull(gross), orNull(readField(lines, labels.deductions, parseAmount)), orNull(net)),
    problem: problemOf({ employer, employee, gross, net, ...dates }),
  };
}

function addsUp(gross: number | null, deductions: number | null, net: number | null): boolean | null {
  if (gross === null || deductions === null || net === null) return null;
  // Some payslips print deductions as negative amounts. The sum may be off by a cent, because amounts are rounded.
  return Math.abs(gross - Math.abs(deductions) - net) < 0.015;
}

/** The problem of a payslip that lacks a mandatory field, and so does not prove an income. */
function problemOf(readings: {
  employer: FieldReading<string>;
  employee: FieldReading<string>;
  gross: FieldReading<number>;
  net: FieldReading<number>;
  period: FieldReading<Period>;
  payDate: FieldReading<string>;
}): Problem | null {
  return firstProblem([
    ["the employer's name", [readings.employer]],
    ["the employee's name", [readings.employee]],
    ['the pay period or pay date', [readings.period, readings.payDate]],
    ['the gross or net amount', [readings.net, readings.gross]],
  ]);
}

function readDates(lines: Line[], order: DayOrder | undefined) {
  const date = (raw: string) => parseDate(raw, order);
  const whole = readField(lines, labels.period, (raw) => parsePeriod(raw, order));
  const payDate = readField(lines, labels.payDate, date);
  if (whole.state === 'read') return { period: whole, payDate };
  const start = orNull(readField(lines, labels.start, date));
  const end = orNull(readField(lines, labels.end, date));
  const period: FieldReading<Period> =
    start && end && start <= end ? { state: 'read', value: { startDate: start, endDate: end } } : whole;
  return { period, payDate };
}

/**
 * The employer's name: the text at its label or, without one, the heading, because payslips begin with the name of the
 * company.
 */
function readEmployer(lines: Line[]): FieldReading<string> {
  const labelled = readField(lines, labels.employer, parseCompanyName);
  if (labelled.state === 'read') return labelled;
  for (const cell of lines.slice(0, 6).flatMap((line) => line.cells)) {
    const value = parseCompanyHeading(cell.text);
    if (value) return { state: 'read', value };
  }
  return labelled;
}

const everyLabel = new Set(Object.values(labels).flat());

/**
 * Parses free text. Refuses a text that is itself a label: in the head of a table, one label stands next to another.
 */
function parseWording(raw: string): string | undefined {
  const text = raw.trim();
  if (!/^[\p{L}\p{N}][^:]{1,79}$/u.test(text)) return undefined;
  const bare = text.toLowerCase().replace(/[\s.:]+$/, '');
  return everyLabel.has(bare) ? undefined : text;
}

const parseEmployeeNumber = (raw: string) => (/\d/.test(raw) ? parseWording(raw) : undefined);

/**
 * The order of day and month that is usual for a currency. It is used if the document's own dates show no order.
 * Philippine and American forms write the month first.
 */
function usualOrder(currency: string | undefined): DayOrder | undefined {
  if (currency === undefined) return undefined;
  return currency === 'PHP' || currency === 'USD' ? 'month-first' : 'day-first';
}
