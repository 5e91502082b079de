import { parseAmount } from './amounts.ts';
import { type DayOrder, type Period, parseDate, parsePeriod } from './dates.ts';
import { parseIdNumber } from './field-values.ts';

export interface FieldKind<Value> {
  parse(raw: string): Value | undefined;
  /**
   * Whether a text beside or below a label counts as the field's value, even though it cannot be parsed: it is misread,
   * or in an unknown form. `isSure` means that the text follows a colon. If a label stands alone in its cell and no
   * text around it could be parsed, this function is also called with an empty `raw`.
   */
  isValue(raw: string, isSure: boolean): boolean;
  /** Whether the analysis fails if a text counts as the field's value, but could not be read. */
  mustBeRead: boolean;
  /** Whether the value may also stand to the right of the cell next to the label. */
  isInColumns: boolean;
}

/** The character that stands for ink that could not be read with certainty. */
export const unreadInk = '\uFFFD';

const monthNames = /\b(jan|feb|mar|apr|may|mei|jun|jul|aug|ag[stu]|sep|oct|okt|nov|dec|des)/i;
const countDigits = (raw: string) => (raw.match(/\d/g) ?? []).length;
const isBlank = (raw: string) => raw.trim() === '';

/**
 * An amount. A label without an amount makes no sense. So a label that stands alone in its cell, and has no amount
 * around it, counts as one whose amount could not be read.
 */
export const amount: FieldKind<number> = {
  parse: parseAmount,
  isValue: (raw, isSure) => isSure || isBlank(raw) || raw.includes(unreadInk) || isMostlyDigits(raw),
  mustBeRead: true,
  isInColumns: true,
};

const isMostlyDigits = (raw: string) => countDigits(raw) * 2 >= raw.replace(/\s/g, '').length;

const isLikeDate = (raw: string) =>
  raw.includes(unreadInk) || monthNames.test(raw) || (countDigits(raw) >= 3 && raw.length <= 40);

export const date = (order: DayOrder | undefined): FieldKind<string> => ({
  parse: (raw) => parseDate(raw, order),
  isValue: isLikeDate,
  mustBeRead: true,
  isInColumns: false,
});

export const period = (order: DayOrder | undefined): FieldKind<Period> => ({
  ...date(order),
  parse: (raw) => parsePeriod(raw, order),
});

/**
 * A registration number. A deduction may have the same label, so an amount beside the label does not count as a
 * misread number.
 */
export const idNumber: FieldKind<string> = {
  parse: parseIdNumber,
  isValue: (raw, isSure) =>
    raw.includes(unreadInk) || (isSure && countDigits(raw) >= 4 && parseAmount(raw) === undefined),
  mustBeRead: true,
  isInColumns: false,
};

/** Free text, such as a name. A text that cannot be parsed counts as the value only after a colon. */
export const freeText = (parse: (raw: string) => string | undefined): FieldKind<string> => ({
  parse,
  isValue: (raw, isSure) => isSure && !isBlank(raw),
  mustBeRead: false,
  isInColumns: false,
});
