import type { Frame } from '@playwright/test';
import { formatDate } from '../packages/widget/src/frame/format-date.ts';
import type { Texts } from '../packages/widget/src/frame/texts/en.ts';
import { readScreen } from './read-screen.ts';

interface Heard {
  name: string;
  language: string;
  texts: Texts;
}

/** What a screen reader says, with placeholders for what differs between runs, such as dates. */
export async function transcriptOf(frame: Frame, { name, language, texts }: Heard): Promise<string> {
  const state = await screenState(frame);
  const spoken = (await readScreen(frame)).map((phrase) => `- ${phrase}`);
  const { STARTED, ANALYZED } = texts.archive.states;
  return (
    [`## ${name}`, ...state, ...spoken]
      .join('\n')
      .replaceAll(formatDate(new Date().toISOString(), language), '<today>')
      .replaceAll(/\d:\d\d\b/g, '<time>')
      // A document may be analysed before or after the screen is read, so its state differs between runs.
      .replaceAll(new RegExp(`(?<=<today> |^- )(${STARTED}|${ANALYZED})$`, 'gm'), '<state>')
      .replace('- status\n- <state>\n- end of status', '- status')
  );
}

/** The title, the language, the focus, and the parts of the screen in another language. */
const screenState = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() => {
    const { lang, dir } = document.documentElement;
    const focused = document.activeElement as HTMLInputElement | null;
    const heading = focused?.getAttribute('aria-labelledby');
    const name =
      focused?.getAttribute('aria-label') ??
      focused?.labels?.[0]?.textContent ??
      (heading ? document.getElementById(heading)?.textContent : focused?.textContent);
    const others = [...document.querySelectorAll<HTMLElement>('body [lang]')]
      .filter((element) => element.checkVisibility() && element.lang !== lang)
      .map(
        (element) =>
          `in another language: ${element.lang || 'unknown'}, ${element.textContent?.slice(0, 60)}`,
      );
    return [
      `title: ${document.title}`,
      `language: ${lang}, ${dir}`,
      `focus: ${focused?.tagName.toLowerCase()}, ${name?.trim()}`,
      ...others,
    ];
  });
