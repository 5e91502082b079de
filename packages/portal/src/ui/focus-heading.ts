/**
 * Moves the focus to the heading of the open dialog or of the page, if no element has the focus, for example because a
 * button has disappeared. A screen reader continues at the heading.
 */
export function focusHeading(): void {
  if (document.activeElement !== document.body) return;
  const heading = document.querySelector<HTMLElement>('dialog[open] h2') ?? document.querySelector('h1');
  if (!heading) return;
  // A heading needs a tab index to get the focus. It is set only now, because otherwise some browsers focus the heading
  // of a new dialog instead of its first field.
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
