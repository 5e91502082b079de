// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import type { Archive } from '@winkwire/contract/resources/archive';
import type { EmploymentPayload } from '@winkwire/contract/resources/employment';
import type { IdentityPayload } from '@winkwire/contract/resources/identity';
import type { IncomePayload } from '@winkwire/contract/resources/income';
import type { FileTypeId } from '../domain/file-types.ts';
import { classify } from './classify.ts';
import { parseEmploymentCertificate } from './employment-certificate.ts';
import type { Field } from './fields.ts';
import { frequencyOfPeriod } from './frequency-of-period.ts';
import { type Line, textOf } from './layout.ts';
import { orderOfDates, type PayslipFinding, parsePayslip } from './payslip.ts';
import type { Problem } from './problem.ts';
import { separatePayslips } from './separate-payslips.ts';
import { fileCheck } from './tampering/file-check.ts';
import type { Suspicion } from './tampering/suspicion.ts';
import { parseTaxDocument } from './tax-document.ts';

type Body<Payload> = Omit<Payload, 'id'>;

/** What the documents say about their owner, as datapoints. They get their ids when they are stored. */
export interface Found {
  type: FileTypeId;
  identity: Body<IdentityPayload> | null;
  employments: Body<EmploymentPayload>[];
  incomes: Body<IncomePayload>[];
  /** The newest pay date, the end of the tax document's period, or the certificate's issue date. `YYYY-MM-DD`. */
  issueDate: string | null;
}

export type AnalysisResult =
  | { problem: Problem }
  | {
      problem: null;
      analysis: NonNullable<Archive['analysis']>;
      fields: Field[];
      /** The indexes of the files that contain text, but no value. */
      unused: number[];
      /**
       * Whether the amounts of a payslip agree. For other types, null until `withFileCheck` adds the check of the
       * files.
       */
      validation: Archive['validation'];
      found: Found;
    };

/** A file with fewer letters than this is probably a blank page, a blurred photo or noise. */
const fewestLetters = 30;

export const isReadable = (lines: Line[]): boolean =>
  (textOf(lines).match(/\p{L}/gu) ?? []).length >= fewestLetters;

export function analyse(files: Line[][], type: FileTypeId): AnalysisResult {
  const readable = files.filter(isReadable);
  if (readable.length === 0) {
    return {
      problem: unable('We could not recognise any text. Upload a sharper picture, or the original PDF.'),
    };
  }
  const result = read(readable, type);
  if (!result.problem || result.problem.file !== undefined) return result;
  return { problem: mismatchedType(readable, type) ?? result.problem };
}

function read(files: Line[][], type: FileTypeId): AnalysisResult {
  switch (type) {
    case 'PAYSLIP':
      return readPayslips(files);
    case 'TAX_DOCUMENT':
      return readTaxDocument(files);
    case 'EMPLOYMENT_CERTIFICATE':
      return readCertificate(files.flat());
    default:
      return { problem: unable('Documents of this type are stored, not analysed.') };
  }
}

/**
 * Returns a problem if the files seem to be of another type. Its message helps the user more than one about a missing
 * field.
 */
function mismatchedType(files: Line[][], type: FileTypeId): Problem | undefined {
  const seen = classify(files.map(textOf).join('\n'));
  if (seen === type || seen === 'OTHERS') return undefined;
  const names = [type, seen].map((name) => name.toLowerCase().replaceAll('_', ' '));
  return unable(`This was uploaded as ${names[0]}, but looks like ${names[1]}.`);
}

export function withFileCheck(result: AnalysisResult, suspicions: readonly Suspicion[]): AnalysisResult {
  if (result.problem) return result;
  const validation = result.validation ?? unchecked(result.found.type);
  return { ...result, validation: { ...validation, metadata: fileCheck(suspicions) } };
}

const notCompared = { resultCode: 'NO_DATA', score: null, resultMessage: null } as const;
const amountsAgree = {
  resultCode: 'PASSED',
  score: 100,
  resultMessage: 'The gross amount less the deductions is the net amount.',
} as const;
const amountsDisagree = {
  resultCode: 'FAILED',
  score: 0,
  resultMessage: 'The gross amount less the deductions is not the net amount.',
} as const;

const unchecked = (fileType: string): NonNullable<Archive['validation']> => ({
  fileType,
  metadata: notCompared,
  computation: notCompared,
  identity: notCompared,
  location: notCompared,
});

const unable = (message: string): Problem => ({ code: 'FILE_UNABLE_TO_RECOGNIZE', message });

export const unrecognised = unable(
  'We could not recognise any text. Upload a sharper picture, or the original PDF.',
);

/**
 * Reads payslips. The newest one becomes the analysis. A payslip that cannot be read makes the whole archive fail, so
 * that its absence is noticed.
 */
function readPayslips(files: Line[][]): AnalysisResult {
  const payslips = separatePayslips(files);
  const order = orderOfDates(files.flat());
  const findings = payslips.map((lines) => parsePayslip(lines, order));
  for (const [index, { problem }] of findings.entries()) {
    const lines = payslips[index]!;
    if (problem && findings.length === 1) return { problem };
    if (problem) return { problem: onPageOf(lines, mismatchedType([lines], 'PAYSLIP') ?? problem) };
  }
  const byAge = findings.toSorted((one, other) => ageOf(other).localeCompare(ageOf(one)));
  const newest = byAge[0]!;
  const { employeeName, employerName, payDate, ssNumber } = newest.analysis;
  return {
    problem: null,
    analysis: newest.analysis,
    fields: newest.fields,
    unused: unusedFiles(files, findings),
    validation: validationOf(newest),
    found: {
      type: 'PAYSLIP',
      identity: identity({ fullName: employeeName, employer: employerName, referenceId: ssNumber }),
      employments: [employmentOf(newest)],
      incomes: byAge.map(incomeOf),
      issueDate: payDate,
    },
  };
}

function unusedFiles(files: Line[][], findings: readonly { fields: Field[] }[]): number[] {
  const used = new Set(findings.flatMap(({ fields }) => fields.map(({ file }) => file)));
  return files.flatMap(([first]) => (first && !used.has(first.file) ? [first.file] : []));
}

function onPageOf([first]: Line[], problem: Problem): Problem {
  return first ? { ...problem, file: first.file, page: first.page } : problem;
}

/** Checks only the amounts, because no other field can reveal a misread digit. */
function validationOf({ addsUp }: PayslipFinding): Archive['validation'] {
  const computation = addsUp === null ? notCompared : addsUp ? amountsAgree : amountsDisagree;
  return { ...unchecked('PAYSLIP'), computation };
}

const ageOf = ({ analysis }: PayslipFinding) => analysis.payDate ?? analysis.endDate ?? '';

function incomeOf({ analysis, baseAmount }: PayslipFinding): Body<IncomePayload> {
  return {
    workItem: null,
    employer: analysis.employerName,
    startDate: analysis.startDate,
    endDate: analysis.endDate,
    currency: analysis.currency,
    frequency: frequencyOfPeriod(analysis.startDate, analysis.endDate),
    baseAmount,
    grossAmount: analysis.grossAmount,
    netAmount: analysis.netAmount,
  };
}

function employmentOf({ analysis, jobTitle, department, employeeNumber, hireDate }: PayslipFinding) {
  return employment({
    employer: analysis.employerName,
    jobTitle,
    department,
    employeeNumber,
    startDate: hireDate,
    endDate: null,
    reportedDate: analysis.payDate ?? analysis.endDate,
  });
}

function readTaxDocument(files: Line[][]): AnalysisResult {
  const lines = files.flat();
  const finding = parseTaxDocument(lines);
  const { analysis, currency, fields, problem } = finding;
  if (problem) return { problem };
  const { employeeName, employerName, taxNumber, startDate, endDate, grossAmount, baseAmount } = analysis;
  return {
    problem: null,
    analysis,
    fields,
    unused: unusedFiles(files, [finding]),
    validation: null,
    found: {
      type: 'TAX_DOCUMENT',
      identity: identity({ fullName: employeeName, employer: employerName, referenceId: taxNumber }),
      employments: [],
      incomes: [
        {
          workItem: null,
          employer: employerName,
          startDate,
          endDate,
          currency,
          frequency: frequencyOfPeriod(startDate, endDate),
          baseAmount,
          grossAmount,
          netAmount: null,
        },
      ],
      issueDate: endDate,
    },
  };
}

function readCertificate(lines: Line[]): AnalysisResult {
  const { analysis, fields, problem } = parseEmploymentCertificate(lines);
  if (problem) return { problem };
  const { fullName, employerName, position, department, employeeIdNumber, startDate, endDate, issueDate } =
    analysis;
  return {
    problem: null,
    analysis,
    fields,
    // A value from a sentence has no known file, so no file can be listed as unused.
    unused: [],
    validation: null,
    found: {
      type: 'EMPLOYMENT_CERTIFICATE',
      identity: identity({ fullName, employer: employerName, referenceId: null }),
      employments: [
        employment({
          employer: employerName,
          jobTitle: position,
          department,
          employeeNumber: employeeIdNumber,
          startDate,
          endDate,
          reportedDate: issueDate,
        }),
      ],
      incomes: [],
      issueDate,
    },
  };
}

/** The full name is not split, because any split would be a guess. */
function identity(known: { fullName: string | null; employer: string | null; referenceId: string | null }) {
  return {
    fullName: known.fullName,
    firstName: null,
    middleName: null,
    lastName: null,
    suffix: null,
    gender: null,
    dob: null,
    maritalStatus: null,
    countryResidence: null,
    citizenship: null,
    photoUrl: null,
    referenceId: known.referenceId,
    profileUrl: null,
    latestEmployerName: known.employer,
    emails: [],
    phones: [],
    socialProfiles: [],
    addresses: [],
  };
}

function employment(
  known: Omit<Body<EmploymentPayload>, 'name' | 'description' | 'employerNumber' | 'status'>,
): Body<EmploymentPayload> {
  return { name: null, description: null, employerNumber: null, status: null, ...known };
}
