import type { Frame } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

/** Tags of axe's rules: those of WCAG 2.0 to 2.2 at the levels A and AA, and what axe calls best practice. */
export const accessibilityRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * The violations that axe finds in one frame, each as `rule: html html`. The builder of `@axe-core/playwright` is not
 * used. It also checks the page around the frame and opens a tab for each analysis, which took three times as long.
 */
export async function axeViolations(frame: Frame): Promise<string[]> {
  await frame.evaluate(`window.axe ??= (() => { ${axe.source}; return window.axe; })()`);
  const options: RunOptions = {
    runOnly: { type: 'tag', values: accessibilityRules },
    resultTypes: ['violations'],
  };
  return frame.evaluate(async (given) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, given);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, options);
}
