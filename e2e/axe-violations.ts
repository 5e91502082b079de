import type { Frame } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

/** The rules for WCAG 2.0 to 2.2 at the levels A and AA, and what axe calls best practice. */
export const accessibilityRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * The violations in one frame. The builder of `@axe-core/playwright` took three times as long, because it opens a tab
 * for each analysis.
 */
export const axeViolations = (frame: Frame): Promise<string[]> =>
  run(frame, { type: 'tag', values: accessibilityRules });

/**
 * The violations that colours cause. Themes differ only in their colours, so a screen needs all other checks in one
 * theme only.
 */
export const contrastViolations = (frame: Frame): Promise<string[]> =>
  run(frame, { type: 'rule', values: ['color-contrast', 'link-in-text-block'] });

async function run(frame: Frame, runOnly: RunOptions['runOnly']): Promise<string[]> {
  if (!(await frame.evaluate('Boolean(window.axe)'))) await frame.evaluate(axe.source);
  const options: RunOptions = { runOnly, resultTypes: ['violations'] };
  return frame.evaluate(async (given) => {
    // Colours are paler until the screen has faded in. Endless animations, such as a spinner, are ignored.
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, given);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, options);
}
