import { parseAmount } from './amounts.ts';
import { type DayOrder, type Period, parseDate, parsePeriod } from './dates.ts';
import { parseIdNumber } from './field-values.ts';

export interface FieldKind<Value> {
  parse(raw: string): Value | undefined;
  /**
   * Whether a text that cannot be parsed counts as the label's value. `isSure` is true after a colon. `raw` is empty if
   * no text follows the label.
   */
  isValue(raw: string, isSure: boolean): boolean;
  /** Whether a text that cannot be parsed is surely the value, so that no other text is searched. */
  isUnread(raw: string, isSure: boolean): boolean;
  mustBeRead: boolean;
  /** Whether the value may be in any cell to the right of the label. Otherwise, it must be in the nearest cell. */
  isInColumns: boolean;
}

/** Stands for ink that could not be read with certainty. */
export const unreadInk = '\uFFFD';

const months = 'jan|feb|mar|apr|may|mei|jun|jul|aug|ag[stu]|sep|oct|okt|nov|dec|des';
const monthNames = new RegExp(`\\b(?:${months})`, 'i');
const startOfDate = new RegExp(`^(?:\\d|${months})`, 'i');
const countDigits = (raw: string) => (raw.match(/\d/g) ?? []).length;
const isBlank = (raw: string) => raw.trim() === '';

const startOfAmount =
  /^(?:[A-Za-z]{0,3}[$₱₹€£฿₫]|[A-Za-z]{2,3}\.?)?\s?(?:\d{1,3}(?:[.,' ]\d{3})+|\d+[.,]\d{2})(?!\d)/;

/** Whether an amount has letters in place of some of its digits, such as `8,1OO.OO`. */
export const isMisreadAmount = (raw: string): boolean => {
  const bare = raw.replace(/^(?:[A-Za-z]{0,3}[$₱₹€£฿₫]|[A-Z][A-Za-z]{1,2}\b\.?)\s?/, '').trim();
  return /^[\dOolISBZ.,' ]{4,}\W?$/.test(bare) && /\d/.test(bare) && /[OolISBZ]/.test(bare);
};

/** A label without any text counts as an amount that could not be read. */
export const amount: FieldKind<number> = {
  parse: parseAmount,
  isValue: (raw, isSure) => isSure || isBlank(raw) || raw.includes(unreadInk) || isMostlyDigits(raw),
  isUnread: (raw) => raw.includes(unreadInk) || isMisreadAmount(raw) || startOfAmount.test(raw),
  mustBeRead: true,
  isInColumns: true,
};

const isMostlyDigits = (raw: string) => countDigits(raw) * 2 >= raw.replace(/\s/g, '').length;

const isLikeDate = (raw: string) =>
  raw.includes(unreadInk) || monthNames.test(raw) || (countDigits(raw) >= 3 && raw.length <= 40);

/** Whether a text begins like a date, and has enough digits for one. */
const isUnreadDate = (raw: string) =>
  raw.includes(unreadInk) ||
  (startOfDate.test(raw) &&
    isLikeDate(raw) &&
    (countDigits(raw) >= 6 || (monthNames.test(raw) && /\d/.test(raw))));

export const date = (order: DayOrder | undefined): FieldKind<string> => ({
  parse: (raw) => parseDate(raw, order),
  isValue: isLikeDate,
  isUnread: isUnreadDate,
  mustBeRead: true,
  isInColumns: false,
});

export const period = (order: DayOrder | undefined): FieldKind<Period> => ({
  ...date(order),
  parse: (raw) => parsePeriod(raw, order),
});

/**
 * Whether a text beside a label such as "SSS" looks like a registration number. An amount does not, because a deduction
 * may have the same label.
 */
const isLikeNumber = (raw: string, isSure: boolean) => {
  if (raw.includes(unreadInk)) return true;
  if (parseAmount(raw) !== undefined) return false;
  return isSure
    ? countDigits(raw) >= 4
    : countDigits(raw) >= 6 && isMostlyDigits(raw) && !/\d[.,]\d{2}(?!\d)/.test(raw);
};

export const idNumber: FieldKind<string> = {
  parse: parseIdNumber,
  isValue: isLikeNumber,
  isUnread: isLikeNumber,
  mustBeRead: true,
  isInColumns: false,
};

/** Free text, such as a name. A text that cannot be parsed counts as the value only after a colon. */
export const freeText = (parse: (raw: string) => string | undefined): FieldKind<string> => ({
  parse,
  isValue: (raw, isSure) => isSure && !isBlank(raw),
  isUnread: () => false,
  mustBeRead: false,
  isInColumns: false,
});
