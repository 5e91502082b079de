let waiting: ReturnType<typeof setTimeout> | undefined;

/** Makes screen readers read a text aloud, by way of the live regions in index.html. */
export function readAloud(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  const region = document.getElementById(urgency);
  if (!region) return;
  region.textContent = '';
  // The same text is read again only if the region was empty in between, for longer than one task.
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    region.textContent = text;
  }, 50);
}

/** What was read on one screen must not be found on the next one. */
export function clearReadAloud(): void {
  for (const urgency of ['polite', 'assertive']) document.getElementById(urgency)?.replaceChildren();
}
