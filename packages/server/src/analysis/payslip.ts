import type { PayslipAnalysis } from '@winkwire/contract/resources/archive-analysis';
import { currencyOf } from './amounts.ts';
import { type DayOrder, dayOrderOf, type Period } from './dates.ts';
import { amount, date, freeText, idNumber, period } from './field-kind.ts';
import { parseCompanyName, parsePersonName, withRomanNumeral } from './field-values.ts';
import { fieldsOf, unreadOf } from './fields.ts';
import { readHeading } from './heading.ts';
import { type Line, textOf } from './layout.ts';
import { datesProblem, type Finding, firstProblem, type Problem, unreadProblem } from './problem.ts';
import { type FieldReading, orNull, orUnknownLabel, readField } from './read-field.ts';
import { addsUp, misreadProblem, weighAmounts, withSummed } from './sums.ts';

/** The analysis of a payslip, and the fields that are used only for datapoints. */
export interface PayslipFinding extends Finding<PayslipAnalysis> {
  jobTitle: string | null;
  department: string | null;
  employeeNumber: string | null;
  hireDate: string | null;
  baseAmount: number | null;
  /** Whether gross less deductions is net. Null if the payslip does not show all three. */
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
    'total gross pay',
    'total gross',
    'total earnings',
    'gaji kotor',
    'total pendapatan',
    'penghasilan bruto',
    'gross',
  ],
  net: [
    'net pay',
    'nett pay',
    'net salary',
    'nett salary',
    'net payment',
    'net take-home pay',
    'net take home pay',
    'total net pay',
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
    'nett',
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
  pagIbig: [
    'pag-ibig mid',
    'mid number',
    'mid no',
    'mid',
    'pag-ibig number',
    'pag-ibig no',
    'pag-ibig',
    'pagibig',
    'hdmf no',
    'hdmf',
  ],
  jobTitle: ['position', 'designation', 'job title', 'jabatan'],
  department: ['department', 'departemen', 'division'],
  employeeNumber: ['employee no', 'employee id', 'employee number', 'employee code', 'nik', 'staff id'],
  hired: ['date hired', 'hire date', 'date of joining', 'date joined', 'joining date', 'tanggal masuk'],
};

/** Reads a payslip. `usual` is the order of day and month if the payslip itself does not show one. */
export function parsePayslip(lines: Line[], usual?: DayOrder): PayslipFinding {
  const currency = currencyOf(textOf(lines));
  const readings = withSummed(readAll(lines, orderOfDates(lines) ?? usual));
  const agree = addsUp(readings);
  const fields = fieldsOf(readings);
  return {
    analysis: {
      startDate: orNull(readings.period)?.startDate ?? null,
      endDate: orNull(readings.period)?.endDate ?? null,
      payDate: orNull(readings.payDate),
      currency: currency ?? null,
      grossAmount: orNull(readings.grossAmount),
      netAmount: orNull(readings.netAmount),
      employerName: orNull(readings.employerName),
      employeeName: orNull(readings.employeeName),
      ssNumber: orNull(readings.ssNumber),
      philHealthNumber: orNull(readings.philHealthNumber),
      taxNumber: orNull(readings.taxNumber),
      pagIbigNumber: orNull(readings.pagIbigNumber),
    },
    jobTitle: orNull(readings.jobTitle),
    department: orNull(readings.department),
    employeeNumber: orNull(readings.employeeNumber),
    hireDate: orNull(readings.hireDate),
    baseAmount: orNull(readings.baseAmount),
    addsUp: agree,
    fields: weighAmounts(fields, agree),
    unread: unreadOf(readings),
    problem: problemOf(readings) ?? misreadProblem(fields, agree),
  };
}

/** The order of day and month, derived from the dates, or else from the currency. */
export function orderOfDates(lines: Line[]): DayOrder | undefined {
  const text = textOf(lines);
  return dayOrderOf(text) ?? usualOrder(currencyOf(text));
}

type PayslipReadings = ReturnType<typeof readAll>;

function readAll(lines: Line[], order: DayOrder | undefined) {
  return {
    employerName: readEmployer(lines),
    employeeName: readField(lines, labels.employee, freeText(parsePersonName)),
    period: readPeriod(lines, order),
    payDate: readField(lines, labels.payDate, date(order)),
    netAmount: orUnknownLabel(readField(lines, labels.net, amount), lines, 'net'),
    grossAmount: orUnknownLabel(readField(lines, labels.gross, amount), lines, 'gross'),
    deductionsAmount: readField(lines, labels.deductions, amount),
    baseAmount: readField(lines, labels.base, amount),
    ssNumber: readField(lines, labels.socialSecurity, idNumber),
    philHealthNumber: readField(lines, labels.philHealth, idNumber),
    taxNumber: readField(lines, labels.tax, idNumber),
    pagIbigNumber: readField(lines, labels.pagIbig, idNumber),
    jobTitle: readField(lines, labels.jobTitle, freeText(parseWording)),
    department: readField(lines, labels.department, freeText(parseWording)),
    employeeNumber: readField(lines, labels.employeeNumber, freeText(parseEmployeeNumber)),
    hireDate: readField(lines, labels.hired, date(order)),
  };
}

function problemOf(readings: PayslipReadings): Problem | null {
  const period = orNull(readings.period);
  return (
    firstProblem([
      ["the employer's name", [readings.employerName]],
      ["the employee's name", [readings.employeeName]],
      ['the pay period or pay date', [readings.period, readings.payDate]],
      ['the gross or net amount', [readings.netAmount, readings.grossAmount]],
    ]) ??
    unreadProblem(readings) ??
    datesProblem([
      ['hireDate', orNull(readings.hireDate)],
      period ? ['endDate', period.endDate] : ['payDate', orNull(readings.payDate)],
    ]) ??
    // A salary may be paid up to 31 days before its period begins.
    datesProblem([
      ['startDate', period && daysBefore(period.startDate, 31)],
      ['payDate', orNull(readings.payDate)],
    ])
  );
}

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

function readPeriod(lines: Line[], order: DayOrder | undefined): FieldReading<Period> {
  const whole = readField(lines, labels.period, period(order));
  if (whole.state === 'read') return whole;
  const start = readField(lines, labels.start, date(order));
  const end = readField(lines, labels.end, date(order));
  if (start.state !== 'read' || end.state !== 'read' || start.value > end.value) {
    const day = unreadEnd({ start, end });
    // The label `Period start` also matches `Period`, and then makes `whole` invalid by mistake.
    const haveLabels = start.state !== 'absent' && end.state !== 'absent' && day.state === 'invalid';
    return whole.state === 'absent' || haveLabels ? day : whole;
  }
  const value = { startDate: start.value, endDate: end.value };
  return { state: 'read', value, source: start.source, endSource: end.source };
}

/** Returns the invalid day if the other day was read, or if the invalid day's label was probably misread. */
function unreadEnd(days: { start: FieldReading<string>; end: FieldReading<string> }): FieldReading<Period> {
  const isOneRead = Object.values(days).some(({ state }) => state === 'read');
  for (const day of [days.start, days.end])
    if (day.state === 'invalid' && (isOneRead || day.likely))
      return { ...day, likely: undefined, isEnd: day === days.end };
  return { state: 'absent' };
}

/** An employer's name without a label is read from the heading, because most payslips begin with it. */
function readEmployer(lines: Line[]): FieldReading<string> {
  const labelled = readField(lines, labels.employer, freeText(parseCompanyName));
  return labelled.state === 'read' ? labelled : (readHeading(lines.slice(0, 6)) ?? labelled);
}

const everyLabel = new Set(Object.values(labels).flat());

/** Refuses a text that is itself a label, as in the head of a table. */
function parseWording(raw: string): string | undefined {
  const text = withRomanNumeral(raw.trim());
  if (!/^[\p{L}\p{N}][^:]{1,79}$/u.test(text)) return undefined;
  const bare = text.toLowerCase().replace(/[\s.:]+$/, '');
  return everyLabel.has(bare) ? undefined : text;
}

const parseEmployeeNumber = (raw: string) => (/\d/.test(raw) ? parseWording(raw) : undefined);

/** Philippine and American forms write the month first. */
function usualOrder(currency: string | undefined): DayOrder | undefined {
  if (currency === undefined) return undefined;
  return currency === 'PHP' || currency === 'USD' ? 'month-first' : 'day-first';
}
