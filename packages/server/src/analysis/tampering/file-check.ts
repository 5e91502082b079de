import type { Archive } from '@winkwire/contract/resources/archive';
import type { Suspicion, SuspicionKind } from './suspicion.ts';

type Check = NonNullable<NonNullable<Archive['validation']>['metadata']>;

const reasons: Record<SuspicionKind, (detail: string) => string> = {
  EDITOR: (program) => `The file was saved by "${program}", a program that changes finished documents.`,
  CONTENT_ADDED_LATER: () => 'Content was added to a page after the file had been made.',
  TEXT_COVERED: (texts) =>
    `A text was covered, and another text was written over it (old / new): "${texts}".`,
  FONT_DIFFERS: (text) => `"${text}" has another font than the text beside it.`,
  PICTURE_RETOUCHED: () => 'The paper around a word in the picture lacks the grain of the rest of the page.',
  TEXT_PASTED: () => 'A text in the picture was not there yet when the picture was first saved as JPEG.',
};

/** Reports whether the files show signs of a change. Files without such signs may still have been changed. */
export function fileCheck(suspicions: readonly Suspicion[]): Check {
  if (suspicions.length === 0) {
    return { resultCode: 'PASSED', score: 100, resultMessage: 'The files show no sign of a change.' };
  }
  const sentences = new Set(suspicions.map(({ kind, detail, page }) => reasons[kind](detail) + onPage(page)));
  return { resultCode: 'FAILED', score: 0, resultMessage: [...sentences].slice(0, 3).join(' ') };
}

const onPage = (page: number | null) => (page === null || page === 1 ? '' : ` (Page ${page}.)`);
