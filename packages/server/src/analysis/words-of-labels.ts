import { currencyOf } from './amounts.ts';

const ofAmounts =
  /^(?:amount|account|bank|by|cash|credited|current|due|for|in|income|month|of|paid|pay|payable|payment|payroll|payslip|period|remitted|salary|the|this|to|transfer|transferred|wages?|your|(?:19|20)\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)$/i;
const ofOthers =
  /^(?:no\.? |number )?of (?:the |this |your )?(?:employee|pay|payment|payroll|payslip|salary)$/i;

/**
 * Whether the words after a label leave its meaning unchanged. `Net pay for the period` is still the net pay, but `Net
 * pay last month` is not.
 */
export function changesNothing(words: string, isAmount: boolean): boolean {
  const text = words.replace(/^[\s.:–-]+|[\s.:–-]+$/g, '').replace(/ ?\bfrom present employer$/i, '');
  if (!isAmount) return ofOthers.test(text);
  const list = text.split(/[\s/()–-]+/).filter(Boolean);
  return text.length <= 60 && list.every((word) => ofAmounts.test(word) || currencyOf(word));
}

/** A label that begins with `Net` or `Gross` does not name the pay if it contains one of these words. */
const ofSomethingElse =
  /taxable|deduction|before|(?<!of |after |less )\btax\b|\b(?:hours?|hrs|days?|rate|ytd|year|yearly|annual|previous|last|prior|worth|weight|working|up)\b/i;

export const isUnknownLabel = (text: string, word: 'net' | 'gross'): boolean =>
  new RegExp(`^(?:total )?${word}t?\\b`, 'i').test(text) && text.length <= 60 && !ofSomethingElse.test(text);
