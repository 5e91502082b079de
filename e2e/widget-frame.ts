import type { Frame, Page } from '@playwright/test';

export function widgetFrame(page: Page): Frame {
  const frame = page.frames().find((candidate) => candidate.url().includes('/widget/'));
  if (!frame) throw new Error('The page has no frame of the widget.');
  return frame;
}
