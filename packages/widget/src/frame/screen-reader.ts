let waiting: ReturnType<typeof setTimeout> | undefined;

/** Makes screen readers read a text aloud. It writes the text to one of the live regions in index.html. */
export function readAloud(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  const region = document.getElementById(urgency);
  if (!region) return;
  region.textContent = '';
  // Screen readers read the same text again only if the region was empty for longer than one task.
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    region.textContent = text;
  }, 50);
}

/** Empties the live regions, so that the text of one screen is not found on the next. */
export function clearReadAloud(): void {
  for (const urgency of ['polite', 'assertive']) document.getElementById(urgency)?.replaceChildren();
}
