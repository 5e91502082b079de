import type { AnalysisResult } from '@winkwire/server/analysis/analyse';
import { expect, test } from 'vitest';
import { compare } from './compare.ts';
import { precisionOf, recallOf, scoreOf } from './score.ts';

const truth = {
  netAmount: 80,
  grossAmount: 100,
  ssNumber: '33-0000000-8',
  taxNumber: null,
  payDate: '2026-01-31',
};

const analysed = (analysis: object, computation: 'PASSED' | 'FAILED' = 'PASSED') =>
  ({ problem: null, analysis, validation: { computation: { resultCode: computation } } }) as AnalysisResult;

test('precision is a share of the values that were read, and recall a share of those that are shown', () => {
  const score = scoreOf(
    compare(truth, analysed({ netAmount: 80, grossAmount: 10, ssNumber: '3300000008', taxNumber: 'X1' })),
  );
  expect(score).toEqual({ shown: 4, read: 4, right: 2 });
  expect([precisionOf(score), recallOf(score)]).toEqual([0.5, 0.5]);
});

test('a document that is refused has no values, and so no wrong ones', () => {
  const refused: AnalysisResult = {
    problem: { code: 'MISSING_MANDATORY_FIELD', message: 'It does not show it.' },
  };
  expect(scoreOf(compare(truth, refused))).toEqual({ shown: 4, read: 0, right: 0 });
});

test('a wrong amount passes as right unless its sums are doubted', () => {
  const wrong = { netAmount: 81, grossAmount: 100 };
  const passing = (result: AnalysisResult) =>
    compare(truth, result)
      .filter(({ isWrongAmount }) => isWrongAmount)
      .map(({ field }) => field);
  expect(passing(analysed(wrong))).toEqual(['netAmount']);
  expect(passing(analysed(wrong, 'FAILED'))).toEqual([]);
});
