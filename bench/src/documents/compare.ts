import type { AnalysisResult } from '@winkwire/server/analysis/analyse';
import type { Truth } from './document.ts';

export interface Comparison {
  field: string;
  shown: string | number | null;
  read: string | number | null;
  isRight: boolean;
  /** True for a wrong amount that the check of the sums did not notice. */
  isWrongAmount: boolean;
}

/** A document that could not be analysed counts as one from which no value was read. */
export function compare(truth: Truth, result: AnalysisResult): Comparison[] {
  const analysis: Record<string, unknown> = result.problem ? {} : { ...result.analysis };
  const isDoubted = !result.problem && result.validation?.computation?.resultCode === 'FAILED';
  return Object.entries(truth).map(([field, shown]) => {
    const read = (analysis[field] ?? null) as string | number | null;
    const isRight = isSame(shown, read);
    const isWrongAmount = /Amount$/.test(field) && read !== null && !isRight && !isDoubted;
    return { field, shown, read, isRight, isWrongAmount };
  });
}

/** Ignores separators and capitals: `33-0000000-8` equals `3300000008`. */
function isSame(shown: string | number | null, read: string | number | null): boolean {
  if (typeof shown === 'string' && typeof read === 'string') return bare(shown) === bare(read);
  return shown === read;
}

const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
