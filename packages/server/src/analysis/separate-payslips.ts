// biome-ignore-all lint/style/noNonNullAssertion: a group has at least one page
import leven from 'leven';
import type { Line } from './layout.ts';
import { orderOfDates, type PayslipFinding, parsePayslip } from './payslip.ts';

interface Group {
  lines: Line[];
  pages: PayslipFinding[];
}

/**
 * Separates the payslips of an archive. A page belongs to the payslip before it, unless it shows another person, date
 * or net amount.
 */
export function separatePayslips(files: Line[][]): Line[][] {
  const groups: Group[] = [];
  const order = orderOfDates(files.flat());
  for (const lines of files.flatMap(pagesOf)) {
    const group = { lines, pages: [parsePayslip(lines, order)] };
    const last = groups.at(-1);
    if (last && !last.pages.some((page) => isAnother(page, group.pages[0]!))) join(last, group);
    else groups.push(group);
  }
  return withoutRemnants(groups).map(({ lines }) => lines);
}

function pagesOf(file: Line[]): Line[][] {
  const pages = Map.groupBy(file, ({ page }) => page);
  return [...pages.values()];
}

/**
 * Joins pages without a gross or net amount to the payslip before them, because they are a cover or an annex. If there
 * is none before, they join the next one.
 */
function withoutRemnants(groups: Group[]): Group[] {
  const payslips: Group[] = [];
  for (const group of groups) {
    const last = payslips.at(-1);
    if (last && !(hasAmount(last) && hasAmount(group))) join(last, group);
    else payslips.push(group);
  }
  return payslips;
}

function join(group: Group, other: Group): void {
  group.lines.push(...other.lines);
  group.pages.push(...other.pages);
}

const hasAmount = ({ pages }: Group): boolean =>
  pages.some((page) => shows(page, 'grossAmount') || shows(page, 'netAmount'));

/** Whether a page shows a field, even if its value could not be read. */
const shows = ({ fields, unread }: PayslipFinding, name: string): boolean =>
  [...fields, ...unread].some((field) => field.name === name);

function isAnother(one: PayslipFinding, other: PayslipFinding): boolean {
  const [before, after] = [one.analysis, other.analysis];
  const differ = ([...dates, 'netAmount'] as const).some(
    (name) => before[name] !== null && after[name] !== null && before[name] !== after[name],
  );
  if (differ) return true;
  if (areIncomparable(one, other)) return true;
  const [name, otherName] = [before.employeeName, after.employeeName];
  return name !== null && otherName !== null && !isSamePerson(name, otherName);
}

const dates = ['startDate', 'endDate', 'payDate'] as const;

/** Whether both pages show a date, but at least one of the dates could not be read. */
function areIncomparable(one: PayslipFinding, other: PayslipFinding): boolean {
  const areDated = [one, other].every((page) => dates.some((name) => shows(page, name)));
  const areRead = dates.some((name) => one.analysis[name] !== null && other.analysis[name] !== null);
  return areDated && !areRead && [...one.unread, ...other.unread].some(({ name }) => isDate(name));
}

const isDate = (name: string): boolean => dates.some((date) => date === name);

/** Whether two names share a word, in any order and with one misread letter. */
function isSamePerson(one: string, other: string): boolean {
  const others = wordsOf(other);
  const isWordOfOther = (word: string) =>
    others.some((match) => word === match || (word.length > 3 && leven(word, match) === 1));
  return wordsOf(one).some(isWordOfOther);
}

const wordsOf = (name: string): string[] => name.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
