// biome-ignore-all lint/style/noNonNullAssertion: the expression has matched, so its groups exist
import type { EmploymentCertificateAnalysis } from '@winkwire/contract/resources/archive-analysis';
import { currencyOf, parseAmount } from './amounts.ts';
import { dayOrderOf, parseDate } from './dates.ts';
import { parseCompanyHeading, parseCompanyName, parseIdNumber, parsePersonName } from './field-values.ts';
import { type Line, textOf } from './layout.ts';
import { type Finding, firstProblem } from './problem.ts';
import { type FieldReading, orNull, readField } from './read-field.ts';

const labels = {
  employer: ['employer name', 'company name', 'employer', 'company'],
  employee: ['employee name', 'name of employee', 'employee', 'name'],
  employeeId: ['employee no', 'employee id', 'employee number'],
  position: ['position', 'designation', 'job title'],
  department: ['department', 'division'],
  status: ['employment status', 'status of employment'],
  start: ['date hired', 'hire date', 'start date', 'date of joining', 'employed since', 'employed from'],
  end: ['end date', 'date of separation', 'employed until', 'last day'],
  salary: ['monthly salary', 'annual salary', 'basic salary', 'salary', 'compensation'],
  issued: ['date issued', 'issue date', 'date of issue', 'issued on', 'date'],
};

const date = String.raw`([a-z]+ \d{1,2},? \d{4}|\d{1,2} [a-z]+ \d{4}|\d{4}-\d{2}-\d{2})`;
const prose = {
  employee: /certify that (?:mr\.?|ms\.?|mrs\.?)? ?([\p{L}.' -]{3,80}?),? (?:is|was|has been|had been)\b/iu,
  employer: /employed (?:by|with|at) ([\p{L}\p{N}&.,' -]{3,100}?),? (?:as|since|from|in the)\b/iu,
  position: /\bas (?:an? )?([\p{L} /&-]{3,60}?)(?:,| since| from| in the| with| until|\.)/iu,
  start: new RegExp(`(?:since|from) ${date}`, 'i'),
  end: new RegExp(`(?:to|until|up to) ${date}`, 'i'),
  issued: new RegExp(`(?:issued|given|signed) (?:this|on)(?: the)? ${date}`, 'i'),
  salary: /(?:monthly|annual|gross|basic) (?:salary|compensation|pay) of ([^\s]{0,4} ?[\d.,]{4,20}\d)/i,
};

/**
 * Reads a certificate of employment, which may be a form or a letter. It is a pure function, and its time is limited
 * by the size of `lines`.
 */
export function parseEmploymentCertificate(lines: Line[]): Finding<EmploymentCertificateAnalysis> {
  const text = textOf(lines);
  const letter = text.replace(/\s+/g, ' ').slice(0, 10_000);
  const order = dayOrderOf(text);
  const readDate = (raw: string) => parseDate(raw, order);
  const read = <Value>(of: string[], pattern: RegExp | null, parse: (raw: string) => Value | undefined) =>
    orElse(readField(lines, of, parse), () => parse(pattern?.exec(letter)?.[1] ?? ''));
  const employer = orElse(read(labels.employer, prose.employer, parseCompanyName), () => heading(lines));
  const employee = read(labels.employee, prose.employee, parsePersonName);
  const start = read(labels.start, prose.start, readDate);
  return {
    analysis: {
      employerName: orNull(employer),
      fullName: orNull(employee),
      firstName: null,
      middleName: null,
      lastName: null,
      employeeIdNumber: orNull(read(labels.employeeId, null, parseIdNumber)),
      employeeIdType: null,
      position: orNull(read(labels.position, prose.position, wording)),
      department: orNull(read(labels.department, null, wording)),
      employmentStatus: orNull(read(labels.status, null, wording)),
      startDate: orNull(start),
      endDate: orNull(read(labels.end, prose.end, readDate)),
      salaryAmount: orNull(read(labels.salary, prose.salary, parseAmount)),
      salaryTerm: salaryTermOf(letter),
      currency: currencyOf(text) ?? null,
      purpose: null,
      remarks: null,
      issueDate: orNull(read(labels.issued, prose.issued, readDate)),
      signatoryName: null,
      signatoryPosition: null,
    },
    problem: firstProblem([
      ["the employer's name", [employer]],
      ["the employee's name", [employee]],
      ['the day the employment began', [start]],
    ]),
  };
}

function orElse<Value>(reading: FieldReading<Value>, other: () => Value | undefined): FieldReading<Value> {
  if (reading.state === 'read') return reading;
  const value = other();
  return value === undefined ? reading : { state: 'read', value };
}

function heading(lines: Line[]): string | undefined {
  for (const cell of lines.slice(0, 6).flatMap((line) => line.cells)) {
    const value = parseCompanyHeading(cell.text);
    if (value) return value;
  }
  return undefined;
}

const wording = (raw: string) => (/^[\p{L}][^:]{1,79}$/u.test(raw.trim()) ? raw.trim() : undefined);

function salaryTermOf(letter: string): string | null {
  const term =
    /\b(monthly|annual|yearly|weekly|daily|hourly) (?:gross |basic )?(?:salary|compensation|pay)\b/i.exec(
      letter,
    );
  return term?.[1] ? term[1][0]!.toUpperCase() + term[1].slice(1).toLowerCase() : null;
}
