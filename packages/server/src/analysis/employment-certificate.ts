// biome-ignore-all lint/style/noNonNullAssertion: the expression has matched, so its groups exist
import type { EmploymentCertificateAnalysis } from '@winkwire/contract/resources/archive-analysis';
import leven from 'leven';
import { currencyOf, parseAmount } from './amounts.ts';
import { dayOrderOf } from './dates.ts';
import { amount, date, type FieldKind, freeText, idNumber } from './field-kind.ts';
import { parseCompanyName, parsePersonName, withRomanNumeral } from './field-values.ts';
import { fieldsOf, unreadOf } from './fields.ts';
import { readHeading } from './heading.ts';
import { type Line, textOf } from './layout.ts';
import { datesProblem, type Finding, firstProblem, unreadProblem } from './problem.ts';
import { type FieldReading, orNull, readField } from './read-field.ts';
import {
  dayOfMisspelt,
  isNamedEnd,
  isNamedSalary,
  named,
  prose,
  unreadProse,
  valueIn,
} from './sentences-of-letters.ts';
import { readSignatory } from './signatory.ts';

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

export function parseEmploymentCertificate(lines: Line[]): Finding<EmploymentCertificateAnalysis> {
  const text = textOf(lines);
  const letter = text.replace(/\s+/g, ' ').slice(0, 10_000);
  const readDate = date(dayOrderOf(text));
  const isRecognised = lines.some(({ cells }) => cells.some(({ confidence }) => confidence < 1));
  const read = <Value>(of: string[], pattern: RegExp | null, kind: FieldKind<Value>) =>
    orInProse(readField(lines, of, kind), kind.parse(valueIn(letter, pattern)));
  const orMisread = <Value>(reading: FieldReading<Value>, pattern: RegExp) =>
    isRecognised ? orNamed(reading, valueIn(letter, pattern), (raw) => /\d/.test(raw)) : reading;
  const ended = readDate.parse(valueIn(letter, prose.ended));
  const end = orInProse(read(labels.end, prose.end, readDate), ended);
  const salary = read(labels.salary, prose.salary, salaryKind);
  const issued = read(labels.issued, prose.issued, readDate);
  const misspelt = isRecognised ? readDate.parse(dayOfMisspelt(letter)) : undefined;
  const employer = read(labels.employer, prose.employer, freeText(parseCompanyName));
  const readings = {
    employerName: employer.state === 'read' ? employer : (readHeading(lines.slice(0, 6)) ?? employer),
    fullName: read(labels.employee, prose.employee, freeText(parsePersonName)),
    startDate: read(labels.start, prose.start, readDate),
    employeeIdNumber: read(labels.employeeId, null, idNumber),
    position: read(labels.position, prose.position, freeText(wording)),
    department: read(labels.department, null, freeText(wording)),
    employmentStatus: read(labels.status, null, freeText(wording)),
    endDate: orNamed(orMisread(end, unreadProse.end), valueIn(letter, named.end), isNamedEnd),
    salaryAmount: orNamed(
      orMisread(salary, unreadProse.salary),
      valueIn(letter, named.salary),
      isNamedSalary,
    ),
    issueDate: orMisread(orInProse(issued, misspelt), unreadProse.issued),
    ...readSignatory(lines),
  };
  return {
    analysis: {
      employerName: orNull(readings.employerName),
      fullName: orNull(readings.fullName),
      firstName: null,
      middleName: null,
      lastName: null,
      employeeIdNumber: orNull(readings.employeeIdNumber),
      employeeIdType: null,
      position: orNull(readings.position),
      department: orNull(readings.department),
      employmentStatus: orNull(readings.employmentStatus),
      startDate: orNull(readings.startDate),
      endDate: orNull(readings.endDate),
      salaryAmount: orNull(readings.salaryAmount),
      salaryTerm: salaryTermOf(letter, isRecognised),
      currency: currencyOf(text) ?? null,
      purpose: null,
      remarks: null,
      issueDate: orNull(readings.issueDate),
      signatoryName: orNull(readings.signatoryName),
      signatoryPosition: orNull(readings.signatoryPosition),
    },
    fields: fieldsOf(readings),
    unread: unreadOf(readings),
    problem:
      firstProblem([
        ["the employer's name", [readings.employerName]],
        ["the employee's name", [readings.fullName]],
        ['the day the employment began', [readings.startDate]],
      ]) ??
      unreadProblem(readings) ??
      datesProblem([
        ['startDate', orNull(readings.startDate)],
        ['endDate', orNull(readings.endDate)],
      ]) ??
      datesProblem([
        ['startDate', orNull(readings.startDate)],
        ['issueDate', orNull(readings.issueDate)],
      ]),
  };
}

/** If the form's field could not be read, returns the value from a sentence. Its place is not known. */
const orInProse = <Value>(reading: FieldReading<Value>, value: Value | undefined): FieldReading<Value> =>
  reading.state === 'read' || value === undefined ? reading : { state: 'read', value, source: undefined };

/** Makes an absent field invalid if a sentence mentions a value for it. */
const orNamed = <Value>(
  reading: FieldReading<Value>,
  raw: string,
  isNamed: (raw: string) => boolean,
): FieldReading<Value> =>
  reading.state === 'absent' && isNamed(raw)
    ? { state: 'invalid', raw, mustBeRead: true, source: undefined }
    : reading;

/** `P` is short for pesos. */
const salaryKind: FieldKind<number> = {
  ...amount,
  parse: (raw) => parseAmount(raw.replace(/^P ?(?=\d)/, '')),
};

const wording = (raw: string) =>
  /^[\p{L}][^:]{1,79}$/u.test(raw.trim()) ? withRomanNumeral(raw.trim()) : undefined;

function salaryTermOf(letter: string, isRecognised: boolean): string | null {
  const term =
    /\b(monthly|annual|yearly|weekly|daily|hourly) (?:gross |basic )?(?:salary|compensation|pay)\b/i.exec(
      letter,
    )?.[1] ?? (isRecognised ? termOfMisspelt(letter.toLowerCase()) : undefined);
  return term ? term[0]!.toUpperCase() + term.slice(1).toLowerCase() : null;
}

/** Finds `monthly` or `annual` in a label with one misread letter, such as `Monthiy salary`. */
const termOfMisspelt = (letter: string): string | undefined =>
  ['monthly', 'annual'].find((term) =>
    [...letter.matchAll(/\b([a-z]{5,8}) (?=([a-z]{5,7})\b)/g)].some(
      ([, one, other]) => leven(`${one} ${other}`, `${term} salary`) === 1,
    ),
  );
