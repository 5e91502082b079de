// biome-ignore-all lint/style/noNonNullAssertion: the expression has matched, so its groups exist
import type { EmploymentCertificateAnalysis } from '@winkwire/contract/resources/archive-analysis';
import leven from 'leven';
import { currencyOf } from './amounts.ts';
import { dayOrderOf } from './dates.ts';
import { amount, date, type FieldKind, freeText, idNumber } from './field-kind.ts';
import { parseCompanyName, parsePersonName, withRomanNumeral } from './field-values.ts';
import { fieldsOf, unreadOf } from './fields.ts';
import { readHeading } from './heading.ts';
import { type Line, textOf } from './layout.ts';
import { datesProblem, type Finding, firstProblem, unreadProblem } from './problem.ts';
import { type FieldReading, orNull, readField } from './read-field.ts';
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

const day = String.raw`([a-z]+ \d{1,2},? \d{4}|\d{1,2}(?:st|nd|rd|th)?(?: day of)? [a-z]+,? \d{4}|\d{4}-\d{2}-\d{2})`;
const prose = {
  employee: /certify that (?:mr\.?|ms\.?|mrs\.?)? ?([\p{L}.' -]{3,80}?),? (?:is|was|has been|had been)\b/iu,
  employer: /employed (?:by|with|at) ([\p{L}\p{N}&.,' -]{3,100}?),? (?:as|since|from|in the)\b/iu,
  position: /\bas (?:an? )?([\p{L} /&-]{3,60}?)(?:,| since| from| in the| with| until|\.)/iu,
  start: new RegExp(`(?:since|from) ${day}`, 'i'),
  end: new RegExp(`(?:to|until|up to) ${day}`, 'i'),
  issued: new RegExp(`(?:issued|given|signed) (?:this|on)(?: the)? ${day}`, 'i'),
  salary: /(?:monthly|annual|gross|basic) (?:salary|compensation|pay) of ([^\s]{0,4} ?[\d.,]{4,20}\d)/i,
};
/**
 * Used for values that could not be read. Each pattern matches a sentence and captures the text that stands in the
 * place of the value.
 */
const unreadProse = {
  end: new RegExp(
    `(?:since|from) ${day},? (?:(?:to|until|up to) (?!(?:the )?pres|date|now|this)([^.]{4,20})|\\S{1,6} ${day})`,
    'i',
  ),
  issued: /(?:issued|given|signed) (?:this|on)(?: the)? ((?:[a-z]{3,9}\.? )?\S{0,3}\d.{3,20})/i,
  salary: /(?:monthly|annual|gross|basic) (?:salary|compensation|pay) of (\S{0,4} ?\S{0,3}\d.{2,16})/i,
};
const dayAfterWord = new RegExp(`\\b([a-z]{4,8}) (?:this|on)(?: the)? ${day}`, 'gi');

/**
 * Reads a certificate of employment, which may be a form or a letter. This function is pure, and the size of
 * `lines` limits how long it takes.
 */
export function parseEmploymentCertificate(lines: Line[]): Finding<EmploymentCertificateAnalysis> {
  const text = textOf(lines);
  const letter = text.replace(/\s+/g, ' ').slice(0, 10_000);
  const readDate = date(dayOrderOf(text));
  const isRecognised = lines.some(({ cells }) => cells.some(({ confidence }) => confidence < 1));
  const read = <Value>(of: string[], pattern: RegExp | null, kind: FieldKind<Value>) =>
    orInProse(readField(lines, of, kind), kind.parse(valueIn(letter, pattern)));
  const orUnread = <Value>(reading: FieldReading<Value>, pattern: RegExp): FieldReading<Value> => {
    const raw = isRecognised && reading.state === 'absent' ? valueIn(letter, pattern) : '';
    return /\d/.test(raw) ? { state: 'invalid', raw, mustBeRead: true, source: undefined } : reading;
  };
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
    endDate: orUnread(read(labels.end, prose.end, readDate), unreadProse.end),
    salaryAmount: orUnread(read(labels.salary, prose.salary, amount), unreadProse.salary),
    issueDate: orUnread(orInProse(issued, misspelt), unreadProse.issued),
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

/**
 * Returns the value from the sentences of a letter if no label has a value. The place of such a value is not
 * known.
 */
const orInProse = <Value>(reading: FieldReading<Value>, value: Value | undefined): FieldReading<Value> =>
  reading.state === 'read' || value === undefined ? reading : { state: 'read', value, source: undefined };

/** The value is the last group of `pattern` that has a text. */
const valueIn = (letter: string, pattern: RegExp | null): string =>
  withoutDayOf(pattern?.exec(letter)?.slice(1).findLast(Boolean) ?? '');

/** Shortens `12th day of July` to `12th July`. */
const withoutDayOf = (text: string): string => text.replace(/ day of (?=[a-z])/i, ' ');

/**
 * The date after the word `issued`, if the recogniser misread one letter of this word, as in `Igsued this 12 July
 * 2026`.
 */
function dayOfMisspelt(letter: string): string {
  for (const [, word = '', text = ''] of letter.matchAll(dayAfterWord))
    if (leven(word.toLowerCase(), 'issued') === 1) return withoutDayOf(text);
  return '';
}

const wording = (raw: string) =>
  /^[\p{L}][^:]{1,79}$/u.test(raw.trim()) ? withRomanNumeral(raw.trim()) : undefined;

function salaryTermOf(letter: string, isRecognised: boolean): string | null {
  const term =
    /\b(monthly|annual|yearly|weekly|daily|hourly) (?:gross |basic )?(?:salary|compensation|pay)\b/i.exec(
      letter,
    )?.[1] ?? (isRecognised ? termOfMisspelt(letter.toLowerCase()) : undefined);
  return term ? term[0]!.toUpperCase() + term.slice(1).toLowerCase() : null;
}

/**
 * Finds `monthly` or `annual` in a label of which the recogniser misread one letter, as in `Monthiy salary`. This word
 * is the term of the salary.
 */
const termOfMisspelt = (letter: string): string | undefined =>
  ['monthly', 'annual'].find((term) =>
    [...letter.matchAll(/\b([a-z]{5,8}) (?=([a-z]{5,7})\b)/g)].some(
      ([, one, other]) => leven(`${one} ${other}`, `${term} salary`) === 1,
    ),
  );
