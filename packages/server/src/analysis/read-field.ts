import leven from 'leven';
import { amount, type FieldKind, isMisreadAmount, unreadInk } from './field-kind.ts';
import { type Cell, type Line, textOf } from './layout.ts';
import { isInBlockOfYear, isInOtherColumn, isOfYear } from './other-column.ts';
import { type Box, joinBoxes, type Source } from './place.ts';
import { changesNothing, isUnknownLabel } from './words-of-labels.ts';

/**
 * What a document says about one field. `invalid`: it has a label, but its value could not be read. `source` is the
 * place of the value, if known. `likely` is the value beside a text that is probably the misread label. For a period,
 * `endSource` is the place of the last day, and `isEnd` means that this day could not be read.
 */
export type FieldReading<Value> =
  | { state: 'read'; value: Value; source: Source | undefined; endSource?: Source | undefined }
  | {
      state: 'invalid';
      raw: string;
      mustBeRead: boolean;
      source: Source | undefined;
      likely?: { value: Value; source: Source };
      isEnd?: boolean;
    }
  | { state: 'absent' };

const linesBelow = 2;

interface Candidate {
  text: string;
  /** Whether the text follows a colon. */
  isSure: boolean;
  source: Source;
  label: Source;
}

/**
 * Finds the value beside or below the first label that has one. The whole document is searched for `Net pay` before
 * `Net`.
 *
 * A value that cannot be read is not replaced by a later one, which may belong to another month.
 */
export function readField<Value>(
  lines: Line[],
  labels: string[],
  kind: FieldKind<Value>,
): FieldReading<Value> {
  let invalid: { raw: string; source: Source | undefined } | undefined;
  for (const label of labels) {
    let beside: Source | undefined;
    for (const place of placesOf(lines, { label, restAfter }, kind.isInColumns)) {
      for (const { text, isSure, source, label: own } of place) {
        const value = hasMisreadSign(lines, { text, source }) ? undefined : kind.parse(text);
        if (value !== undefined) return { state: 'read', value, source };
        const hasRemnant = isSure && isRemnant(text, source);
        if (hasRemnant) beside ??= { ...source, box: joinBoxes(own.box, source.box) };
        if (/\d/.test(text) || text.includes(unreadInk)) beside ??= source;
        if (hasRemnant || kind.isValue(text, isSure)) invalid ??= { raw: text, source: beside };
      }
      const unread = place.find(({ text, isSure }) => kind.isUnread(text, isSure));
      if (unread)
        return { state: 'invalid', raw: unread.text, mustBeRead: kind.mustBeRead, source: unread.source };
    }
  }
  if (invalid === undefined) return readExtended(lines, labels, kind) ?? readMisspelt(lines, labels, kind);
  return { state: 'invalid', ...invalid, mustBeRead: kind.mustBeRead };
}

/**
 * Reads the value of a label with additional words, such as `Net pay for the period`. If several such labels have
 * different values, none of them is the whole amount.
 */
function readExtended<Value>(
  lines: Line[],
  labels: string[],
  kind: FieldKind<Value>,
): FieldReading<Value> | undefined {
  if (!kind.mustBeRead) return undefined;
  const restAfterExtended = (cell: Cell, label: string) => {
    const rest = restAfter(cell, label);
    const isExtended = rest && !isOfYear(rest) && changesNothing(rest, kind.isInColumns);
    return isExtended ? /:?\s*$/.exec(rest)?.[0] : undefined;
  };
  const parsed = ({ text, source }: Candidate) =>
    hasMisreadSign(lines, { text, source }) ? undefined : kind.parse(text);
  for (const label of labels) {
    const places = placesOf(lines, { label, restAfter: restAfterExtended }, kind.isInColumns);
    const [first, ...others] = [...places].flatMap(
      (place) =>
        place.find((text) => parsed(text) !== undefined || kind.isUnread(text.text, text.isSure)) ?? [],
    );
    if (!first) continue;
    const { text, source } = first;
    const value = parsed(first);
    const isOnly = others.every((other) => isEqual(parsed(other), value));
    if (value !== undefined && isOnly) return { state: 'read', value, source };
    return { state: 'invalid', raw: text, mustBeRead: true, source };
  }
  return undefined;
}

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Finds an amount beside a text that begins with `word`. The text may not be the label, so the amount counts as not
 * read.
 */
export function orUnknownLabel(
  reading: FieldReading<number>,
  lines: Line[],
  word: 'net' | 'gross',
): FieldReading<number> {
  if (reading.state !== 'absent') return reading;
  for (const [row, line] of lines.entries())
    for (const [column, cell] of line.cells.entries()) {
      const [label, inCell] = splitAtAmount(cell.text);
      if (!isUnknownLabel(label, word) || isInBlockOfYear(lines, row, cell)) continue;
      const texts = [...around(lines, { row, column, isInColumns: true, isSure: false })];
      const beside = inCell ? { text: inCell, source: sourceOf(line, endOf(cell, inCell)) } : undefined;
      const found = beside ?? texts.find(({ text }) => amount.isUnread(text, false));
      if (found) return { state: 'invalid', raw: found.text, mustBeRead: true, source: found.source };
    }
  return reading;
}

function splitAtAmount(text: string): [label: string, amount: string | undefined] {
  const at = /(?<= )\S*\d[.,]\d{2,3}\S*$/.exec(text)?.index;
  return at === undefined ? [text, undefined] : [text.slice(0, at), text.slice(at)];
}

/**
 * Whether a text after a colon is the rest of a value that a stamp covers: one to three characters, but no word such as
 * `nil` or `n/a`.
 */
const isRemnant = (text: string, { confidence }: Source): boolean =>
  confidence < 1 && /^[\p{L}\d]\S{0,2}$/u.test(text) && !/^(?:n\W?a|nil|no|non|tba|tbd)\b/i.test(text);

/**
 * Reads the value of a label with one or two misread letters. If such a text has no value, it is another word, not the
 * label.
 */
function readMisspelt<Value>(lines: Line[], labels: string[], kind: FieldKind<Value>): FieldReading<Value> {
  const few = lines.slice(0, mostMisspeltLines);
  for (const label of labels.filter((text) => text.length >= shortestMisspelt || text.includes(' '))) {
    for (const { text, source } of candidatesOf(
      few,
      { label, restAfter: restAfterMisspelt },
      kind.isInColumns,
    )) {
      const value = hasMisreadSign(lines, { text, source }) ? undefined : kind.parse(text);
      if (value !== undefined) return { state: 'read', value, source };
    }
  }
  return kind.mustBeRead ? readNear(few, labels, kind) : { state: 'absent' };
}

/**
 * Finds a text that is probably a misread label, such as `JAN` for `UAN`. The field is still `invalid`, because the
 * text may be another word.
 */
function readNear<Value>(lines: Line[], labels: string[], kind: FieldKind<Value>): FieldReading<Value> {
  for (const label of labels) {
    for (const candidate of candidatesOf(lines, { label, restAfter: restAfterNear }, kind.isInColumns)) {
      const value = kind.parse(candidate.text);
      const form = numberForms[firstWord(label)];
      if (
        value === undefined ||
        (form ? !form.test(`${value}`) : label.length < shortestNear && label !== 'date')
      )
        continue;
      const likely = { value, source: candidate.source };
      return { state: 'invalid', raw: candidate.text, mustBeRead: true, source: candidate.label, likely };
    }
  }
  return { state: 'absent' };
}

/**
 * The forms of numbers, keyed by the first word of their label. A number must have this form, because one misread
 * letter turns the label `PAN` into `UAN`.
 */
const numberForms: Record<string, RegExp | undefined> = {
  sss: /^\d{10}$/,
  uan: /^\d{12}$/,
  tin: /^\d{9}(?:\d{3,5})?$/,
  npwp: /^\d{15,16}$/,
  pan: /^[A-Z]{5}\d{4}[A-Z]$/,
  mid: /^\d{12}$/,
  hdmf: /^\d{12}$/,
  tax: /^[A-Z\d]{8,}$/,
};
/** Abbreviations that resemble a label, but are not misread labels. */
const otherWords = /^(?:bin|can|ein|fin|id|iin|pin|ssn|tan|uid|vin)\b/;
const firstWord = (label: string) => label.split(' ', 1)[0] as string;

/**
 * Whether the first digit may be a misread dollar sign: the recogniser may read `S$1,000` as `$81,000`. This is checked
 * only in documents that mention Singapore.
 */
const hasMisreadSign = (lines: Line[], { text, source }: Pick<Candidate, 'text' | 'source'>): boolean =>
  source.confidence < 1 && /^\$[58]/.test(text) && /\bSGD\b|S\$|\bCPF\b|\bSingapore\b/i.test(textOf(lines));

/** Comparing spellings is slow, so only the first lines are compared. */
const mostMisspeltLines = 300;
/** A label with fewer characters than this resembles other words, so its first word must have been read correctly. */
const shortestMisspelt = 8;
/**
 * If a label has fewer characters than this, a misread letter in it is not accepted. `date` and the labels in
 * `numberForms` are exceptions.
 */
const shortestNear = 5;

export const orNull = <Value>(reading: FieldReading<Value>): Value | null =>
  reading.state === 'read' ? reading.value : null;

interface Label {
  label: string;
  restAfter: typeof restAfter;
}

function* candidatesOf(lines: Line[], label: Label, isInColumns: boolean): Generator<Candidate> {
  for (const place of placesOf(lines, label, isInColumns)) yield* place;
}

/** Yields the texts that may be the value of a label. If the label's own cell has no value, the last text is empty. */
function* placesOf(
  lines: Line[],
  { label, restAfter: after }: Label,
  isInColumns: boolean,
): Generator<Candidate[]> {
  for (const [row, line] of lines.entries()) {
    for (const [column, cell] of line.cells.entries()) {
      const rest = after(cell, label);
      if (rest === undefined) continue;
      if (isInColumns && (isOfYear(rest) || isInBlockOfYear(lines, row, cell))) continue;
      const value = withoutLead(rest.replace(/^\s*\([^)]*\)/, ''));
      const own = sourceOf(line, cell);
      if (value !== '' && !isCurrency(value)) {
        const source = sourceOf(line, endOf(cell, value));
        yield [{ text: value, isSure: /^\s*:/.test(rest), source, label: own }];
        continue;
      }
      const found = [...around(lines, { row, column, isInColumns, isSure: /:\s*$/.test(rest) })];
      yield [...found, { text: '', isSure: false, source: own }].map((text) => ({ ...text, label: own }));
    }
  }
}

interface At {
  row: number;
  column: number;
  isInColumns: boolean;
  isSure: boolean;
}

function* around(lines: Line[], at: At): Generator<Omit<Candidate, 'label'>> {
  const line = lines[at.row] as Line;
  const beside = at.isInColumns ? amountsBeside(lines, at) : line.cells.slice(at.column + 1, at.column + 2);
  for (const cell of beside) {
    yield {
      text: withoutLead(cell.text),
      isSure: at.isSure && !isLabel(cell.text),
      source: sourceOf(line, cell),
    };
  }
  yield* below(lines, at);
}

/** The cells to the right of a label, up to the next label or to an amount with a misread digit. */
function amountsBeside(lines: Line[], { row, column }: At): Cell[] {
  const rest = lines[row]?.cells.slice(column + 1) ?? [];
  const next = rest.findIndex(({ text }) => /\p{L}{4}/u.test(text));
  // A text such as `18,000.00 credited` is an amount that could not be parsed, so no later text can be the amount.
  const isAmount = amount.isUnread(rest[next]?.text ?? '', false);
  const cells = rest
    .slice(0, next < 0 ? rest.length : isAmount ? next + 1 : next)
    .filter((cell) => !isInOtherColumn(lines, row, cell) && !isCurrency(cell.text));
  const money = cells.filter(({ text }) => !isCount(text));
  if (money.length === 0) return cells;
  const misread = money.findIndex(({ text }) => isMisreadAmount(text));
  return misread < 0 ? money : money.slice(0, misread + 1);
}

/**
 * Whether a text may be a number of days or hours, or a speck of dirt. It is the amount only if nothing else stands
 * beside the label.
 */
const isCount = (text: string) => /^\D{0,2}\d{0,2}\D{0,2}$/.test(text) && !text.includes(unreadInk);

const withoutLead = (text: string) => text.replace(/^[\s:;.,'"“”‘’|–—~_=/*]+/, '').replace(/^-\s+/, '');
const isCurrency = (text: string) => /^(?:[A-Z]{3}|\p{Sc}|Rp\.?|RM)$/u.test(text.trim());
const isLabel = (text: string) => /:\s*$/.test(text);

/** The text after the label, in its cell. A number such as `12a.` may stand before the label. */
function restAfter(cell: Cell, label: string): string | undefined {
  const rest = restAfterExact(cell, label);
  const isMerged = rest === undefined && cell.confidence < 1 && label.includes(' ');
  // The recogniser may lose a space, as in `Netpay`.
  return isMerged ? restAfterExact(cell, label.replaceAll(' ', '')) : rest;
}

function restAfterExact({ text }: Cell, label: string): string | undefined {
  const folded = text
    .slice(0, label.length + longestLead)
    .toLowerCase()
    .replace(/[’‘]/g, "'");
  const start =
    folded.startsWith('name of ') && !label.startsWith('name of ') ? -1 : alike(folded).indexOf(alike(label));
  if (start !== 0 && !/^(\d{1,3}[a-z]?|[a-z])[.)]? ?$/.test(folded.slice(0, Math.max(start, 0))))
    return undefined;
  if (start < 0) return undefined;
  const rest = text.slice(start + label.length);
  if (/^\p{N}/u.test(rest) && label.length >= longLabel) return ` ${rest}`;
  return /^[\p{L}\p{N}']/u.test(rest) ? undefined : rest;
}

/** The text after a label with one wrong letter, or two in a long label. Only text from a picture has such mistakes. */
function restAfterMisspelt({ text, confidence }: Cell, label: string): string | undefined {
  if (confidence === 1) return undefined;
  const most = label.length >= 12 ? 2 : 1;
  const folded = text.slice(0, label.length + most).toLowerCase();
  if (folded[0] !== label[0] && folded[1] !== label[1] && folded[0] !== label[1]) return undefined;
  const [first, isShort] = [firstWord(label), label.length < shortestMisspelt];
  if ((isShort || numberForms[first]) && !folded.startsWith(`${first} `)) return undefined;
  // `employer` and `employee` differ by one letter, so a misread label of the employer is not accepted.
  if (label.includes('employer') || /\bemployer\b/.test(folded)) return undefined;
  for (let length = label.length + most; length >= label.length - most; length--) {
    const rest = text.slice(length);
    if (/^[\p{L}\p{N}']/u.test(rest) || (isShort && !endsLabel.test(rest))) continue;
    if (isWithin(most, folded.slice(0, length).trim(), label)) return rest;
  }
  return undefined;
}

/** What may follow a short, misread label in its cell: no letters or digits, except after a colon. */
const endsLabel = /^(?:\W*$|\s*\.?\s*:)/u;

/**
 * The recogniser may read two touching letters as one, as in `Penod` for `Period`, and the edge of a stamp as a hyphen.
 */
const joined = (text: string) =>
  text
    .replaceAll('rn', 'm')
    .replaceAll('ri', 'n')
    .replaceAll('cl', 'd')
    .replaceAll('vv', 'w')
    .replaceAll('-', ' ');

/** Whether two texts differ in at most this many letters, either as they are or with touching letters joined. */
function isWithin(most: number, text: string, label: string): boolean {
  const differsLittle = (one: string, other: string) => leven(one, other, { maxDistance: most + 1 }) <= most;
  return differsLittle(text, label) || differsLittle(joined(text), joined(label));
}

/** The text after a label that has one wrong letter, or whose first word has lost its beginning. */
function restAfterNear({ text, confidence }: Cell, label: string): string | undefined {
  if (confidence === 1) return undefined;
  const folded = text.slice(0, label.length + 1).toLowerCase();
  if (otherWords.test(folded)) return undefined;
  for (let length = label.length + 1; length >= Math.max(2, label.length - 3); length--) {
    const [start, rest] = [folded.slice(0, length).trim(), text.slice(length)];
    if (!endsLabel.test(rest)) continue;
    const isOneOff = isWithin(1, start, label) && !label.includes('employe');
    if (isOneOff || isCut(start, label)) return rest;
  }
  return undefined;
}

const isCut = (text: string, label: string): boolean =>
  text.length >= 5 && label.endsWith(text) && label.length - text.length < firstWord(label).length;

/** A label with fewer characters than this, and with a number directly after it, is probably another word. */
const longLabel = 10;

/** The maximum length of a number before a label, such as `12a. `. */
const longestLead = 6;

/** Undoes common misreadings of `i` and `o`: `pag-1big` becomes `pag-ibig`. */
const alike = (text: string) => text.replace(/[1l|!]/g, 'i').replaceAll('0', 'o');

function* below(lines: Line[], { row, column, isInColumns }: At): Generator<Omit<Candidate, 'label'>> {
  const { page, cells } = lines[row] as Line;
  const label = cells[column] as Cell;
  for (const line of lines.slice(row + 1, row + 1 + linesBelow)) {
    if (line.page !== page) return;
    if (isInColumns && isOfYear(line.cells[0]?.text ?? '')) continue;
    const cell = line.cells.find((other) => other.left < label.right && other.right > label.left);
    if (!cell) continue;
    yield { text: cell.text, isSure: false, source: sourceOf(line, cell) };
    return;
  }
}

/** The place of `text` at the end of a cell, estimated as if all characters were equally wide. */
function endOf(cell: Cell, text: string): Pick<Cell, 'box' | 'confidence'> {
  const share = Math.min(1, text.length / cell.text.length);
  const [left, top, width, height] = cell.box;
  const box: Box = [left + width * (1 - share), top, width * share, height];
  return { box, confidence: cell.confidence };
}

const sourceOf = ({ file, page }: Line, { box, confidence }: Pick<Cell, 'box' | 'confidence'>): Source => ({
  file,
  page,
  box,
  confidence,
});
