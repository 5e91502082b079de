/**
 * Makes the element, such as a form, ignore all input until `work` has ended. The focus then returns to where it was in
 * the element.
 */
export async function withoutInput<Result>(element: HTMLElement, work: Promise<Result>): Promise<Result> {
  const focused = document.activeElement as HTMLElement;
  element.inert = true;
  try {
    return await work;
  } finally {
    element.inert = false;
    if (document.activeElement === document.body) focused.focus();
  }
}
