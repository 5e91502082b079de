/** Says something to screen readers, in the live regions that index.html has had from the start. */
export function readAloud(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  const region = document.getElementById(urgency);
  if (!region) return;
  region.textContent = '';
  // A region that is emptied and filled in one task is not announced again when the text is the same.
  setTimeout(() => {
    region.textContent = text;
  }, 50);
}
