/** Makes screen readers read a text aloud, by way of the live regions in index.html. */
export function readAloud(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  const region = document.getElementById(urgency);
  if (!region) return;
  region.textContent = '';
  // The same text is read again only if the region was empty in between, for longer than one task.
  setTimeout(() => {
    region.textContent = text;
  }, 50);
}
