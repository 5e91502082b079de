/**
 * Moves the focus to the heading of the open dialog or of the page, if no element has the focus. This is so when the
 * element with the focus has disappeared. A screen reader then starts at the heading.
 */
export function focusHeading(): void {
  if (document.activeElement !== document.body) return;
  const heading = document.querySelector<HTMLElement>('dialog[open] h2') ?? document.querySelector('h1');
  if (!heading) return;
  // Without a tab index, a heading cannot have the focus. A dialog must open without it, because some browsers would
  // then focus the heading instead of the first field.
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
