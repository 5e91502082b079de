import type { Frame } from '@playwright/test';

/** What a user reads or hears on the screen, without names that are the same in every language. */
export const shownTexts = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() => {
    const found = new Set([document.title]);
    const isName = (element: Element) => element.closest('[translate=no], bdi, script, style') !== null;
    for (const element of document.body.querySelectorAll('*')) {
      if (isName(element) || !element.checkVisibility()) continue;
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) found.add(node.textContent ?? '');
      }
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        found.add(element.getAttribute(name) ?? '');
      }
    }
    return [...found].map((text) => text.trim()).filter(Boolean);
  });
