import type { getDocumentProxy } from 'unpdf';
import { familyOf, type TextRun } from '../tampering/text-run.ts';

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>;

/** At most this many pieces of text on a page are examined. A form has a few thousand. */
const mostRuns = 5_000;

export async function textRuns(page: Page, number: number): Promise<TextRun[]> {
  // The names of the fonts are known only after this call.
  await page.getOperatorList();
  const { items } = await page.getTextContent();
  return items.slice(0, mostRuns).flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [, slope = 0, , , left = 0, baseline = 0] = item.transform as number[];
    if (slope !== 0) return [];
    return [
      {
        text: item.str,
        page: number,
        family: familyOf(nameOf(page, item.fontName)),
        left,
        right: left + item.width,
        top: -baseline - item.height,
        bottom: -baseline,
      },
    ];
  });
}

function nameOf(page: Page, fontName: string): string {
  if (!page.commonObjs.has(fontName)) return fontName;
  const font = page.commonObjs.get(fontName) as { name?: unknown } | null;
  return typeof font?.name === 'string' ? font.name : fontName;
}
