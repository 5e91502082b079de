// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import type { LoginField } from '@winkwire/contract/widget-api';
import { givenLogin } from '../login-name.ts';

/** The employer is the one on the identity's sample payslip. */
export interface Job {
  employer: string;
  employerNumber: string;
  title: string;
  department: string;
  employeeNumber: string;
  /** In the form `YYYY-MM-DD`. */
  since: string;
  /** Current monthly pay, in the currency's main unit. */
  base: number;
}

/** One of the four people of the sandbox, who are the same in every installation. */
export interface SandboxIdentity {
  username: string;
  email: string;
  phone: string;
  password: string;
  ssn: string | null;
  fullName: string;
  firstName: string;
  lastName: string;
  suffix: string | null;
  gender: 'Male' | 'Female';
  dob: string;
  maritalStatus: 'Married' | 'Single';
  country: string;
  currency: string;
  decimals: number;
  address: { line1: string; city: string; region: string; zip: string; latitude: string; longitude: string };
  firstSchool: string;
  job: Job;
  formerJob: { employer: string; title: string; since: string };
  /** The shares of the gross amount that are deducted as contribution and as tax. */
  rates: { contribution: number; tax: number };
  identityDocument: { name: string; number: string };
}

export const sandboxCode = '1234';

export const sandboxIdentities: readonly SandboxIdentity[] = [
  {
    username: 'George',
    email: 'gpalomero1234@smileapi.io',
    phone: '+639559991234',
    password: '123456',
    ssn: '3300000008',
    fullName: 'George Palomero Jr.',
    firstName: 'George',
    lastName: 'Palomero',
    suffix: 'Jr.',
    gender: 'Male',
    dob: '1989-08-23',
    maritalStatus: 'Married',
    country: 'PH',
    currency: 'PHP',
    decimals: 2,
    address: {
      line1: '27 Kamias Road',
      city: 'Quezon City',
      region: 'Metro Manila',
      zip: '1102',
      latitude: '14.630900',
      longitude: '121.056400',
    },
    firstSchool: 'Kamias Elementary',
    job: {
      employer: 'Mabini Freight Services Inc.',
      employerNumber: '03-9182736-5',
      title: 'Dispatch Supervisor',
      department: 'Fleet Operations',
      employeeNumber: 'MFS-00418',
      since: '2019-03-18',
      base: 45_000,
    },
    formerJob: { employer: 'Aduana Logistics Corp.', title: 'Dispatcher', since: '2013-06-03' },
    rates: { contribution: 0.045, tax: 0.08 },
    identityDocument: { name: "Driver's licence", number: 'N04-11-028376' },
  },
  {
    username: 'Ryan',
    email: 'ryan1234@smileapi.io',
    phone: '+628119994321',
    password: '654321',
    ssn: null,
    fullName: 'Ryan Lestari',
    firstName: 'Ryan',
    lastName: 'Lestari',
    suffix: null,
    gender: 'Male',
    dob: '1992-11-05',
    maritalStatus: 'Single',
    country: 'ID',
    currency: 'IDR',
    decimals: 0,
    address: {
      line1: 'Jalan Tebet Barat IV No. 12',
      city: 'Jakarta Selatan',
      region: 'DKI Jakarta',
      zip: '12810',
      latitude: '-6.234100',
      longitude: '106.847300',
    },
    firstSchool: 'SD Negeri Tebet 03',
    job: {
      employer: 'PT Cahaya Ritel Nusantara',
      employerNumber: 'JJ-1807-2210',
      title: 'Store Manager',
      department: 'Operasional Toko',
      employeeNumber: 'CRN-2207',
      since: '2021-01-04',
      base: 12_500_000,
    },
    formerJob: { employer: 'Toko Serba Ada Melati', title: 'Shift Lead', since: '2016-02-15' },
    rates: { contribution: 0.03, tax: 0.05 },
    identityDocument: { name: 'Kartu Tanda Penduduk', number: '3174050511920003' },
  },
  {
    username: 'Christina',
    email: 'christina4321@smileapi.io',
    phone: '+6599996789',
    password: 'YGUS1',
    ssn: null,
    fullName: 'Christina Tan',
    firstName: 'Christina',
    lastName: 'Tan',
    suffix: null,
    gender: 'Female',
    dob: '1988-04-17',
    maritalStatus: 'Married',
    country: 'SG',
    currency: 'SGD',
    decimals: 2,
    address: {
      line1: '118 Serangoon North Avenue 1, #07-221',
      city: 'Singapore',
      region: 'Singapore',
      zip: '550118',
      latitude: '1.369800',
      longitude: '103.872200',
    },
    firstSchool: 'Rosyth School',
    job: {
      employer: 'Lion Quay Analytics Pte. Ltd.',
      employerNumber: '201934417K',
      title: 'Senior Analyst',
      department: 'Credit Research',
      employeeNumber: 'LQ1043',
      since: '2021-05-03',
      base: 6_800,
    },
    formerJob: { employer: 'Keppel Bay Advisory LLP', title: 'Analyst', since: '2014-07-14' },
    rates: { contribution: 0.2, tax: 0 },
    identityDocument: { name: 'Identity card', number: 'S8812345G' },
  },
  {
    username: 'Anisha',
    email: 'anisha98765@smileapi.io',
    phone: '+919511198765',
    password: '123456',
    ssn: null,
    fullName: 'Anisha Bhatia',
    firstName: 'Anisha',
    lastName: 'Bhatia',
    suffix: null,
    gender: 'Female',
    dob: '1995-01-30',
    maritalStatus: 'Single',
    country: 'IN',
    currency: 'INR',
    decimals: 2,
    address: {
      line1: '4/22 Domlur Layout, 2nd Stage',
      city: 'Bengaluru',
      region: 'Karnataka',
      zip: '560071',
      latitude: '12.962400',
      longitude: '77.638200',
    },
    firstSchool: 'Vidya Niketan',
    job: {
      employer: 'Saffron Grid Technologies Pvt. Ltd.',
      employerNumber: 'BGBNG1482071',
      title: 'Software Engineer II',
      department: 'Platform',
      employeeNumber: 'SGT-1187',
      since: '2022-08-16',
      base: 60_000,
    },
    formerJob: { employer: 'Cauvery Softworks LLP', title: 'Software Engineer', since: '2017-07-03' },
    rates: { contribution: 0.065, tax: 0.08 },
    identityDocument: { name: 'Permanent account number card', number: 'AXKPB4821D' },
  },
];

const normal = (text: string) => text.trim().toLowerCase();
const digits = (text: string) => text.replace(/[\s().-]/g, '');

/**
 * Accepts a user name, e-mail address or phone number in any field, but a social security number only in its own field.
 */
export function findIdentity(fields: Partial<Record<LoginField, string>>): SandboxIdentity | undefined {
  const given = givenLogin(fields);
  if (given === null) return undefined;
  return sandboxIdentities.find(
    ({ username, email, phone, ssn }) =>
      normal(given) === normal(username) ||
      normal(given) === email ||
      digits(given) === phone ||
      (fields.ssn !== undefined && digits(given) === ssn),
  );
}

export const identityByUsername = (username: unknown): SandboxIdentity =>
  sandboxIdentities.find((identity) => identity.username === username) ?? sandboxIdentities[0]!;
