import { amountBetween, type Notation, sumOf } from './amounts.ts';
import { daysLater, lastDayOfMonth } from './dates.ts';
import { departments, firmName, jobTitles, personName } from './invented.ts';
import type { Random } from './random.ts';

export type Entry = [wording: string, cents: number];

/** The data of one payslip. Amounts are in cents, and dates have the form `YYYY-MM-DD`. */
export interface Pay {
  employer: string;
  employee: string;
  jobTitle: string;
  department: string;
  employeeNumber: string;
  startDate: string;
  endDate: string;
  payDate: string;
  hired: string;
  earnings: Entry[];
  deductions: Entry[];
  gross: number;
  deducted: number;
  net: number;
}

/** The usual payslip of a country. Amounts are in units of its currency, not in cents. */
export interface Country {
  currency: string;
  notation: Notation;
  legalForms: string[];
  monthly: { least: number; most: number };
  base: string;
  earnings: string[];
  deductions: string[];
  paysHalfMonths?: boolean;
}

export function inventPay(random: Random, country: Country): Pay {
  const { notation, monthly } = country;
  const base = amountBetween(random, { ...monthly, notation });
  const share = (least: number, most: number) => {
    const step = notation.decimals ? 1 : 100;
    return Math.max(step, Math.round((base * random.between(least, most)) / step) * step);
  };
  const earnings: Entry[] = [
    [country.base, base],
    ...random
      .some(country.earnings, random.integer(1, 4))
      .map((wording): Entry => [wording, share(0.01, 0.15)]),
  ];
  const deductions = random
    .some(country.deductions, random.integer(2, 4))
    .map((wording): Entry => [wording, share(0.005, 0.09)]);
  const gross = sumOf(earnings);
  const deducted = sumOf(deductions);
  return {
    employer: firmName(random, country.legalForms),
    employee: personName(random),
    jobTitle: random.pick(jobTitles),
    department: random.pick(departments),
    employeeNumber: `${random.pick(['E', 'MF-', 'ZZ'])}${random.digits(5)}`,
    ...inventDates(random, country),
    hired: `20${random.integer(10, 23)}-0${random.integer(1, 9)}-${random.integer(10, 28)}`,
    earnings,
    deductions,
    gross,
    deducted,
    net: gross - deducted,
  };
}

function inventDates(random: Random, { paysHalfMonths }: Country) {
  const year = random.integer(2024, 2026);
  const month = random.integer(1, 12);
  const digits = String(month).padStart(2, '0');
  const last = lastDayOfMonth(year, month);
  const half = paysHalfMonths && random.chance(0.6) ? random.pick(['first', 'second']) : 'none';
  const startDate = `${year}-${digits}-${half === 'second' ? '16' : '01'}`;
  const endDate = half === 'first' ? `${year}-${digits}-15` : last;
  return { startDate, endDate, payDate: daysLater(endDate, random.integer(-2, 6)) };
}
