let waiting: ReturnType<typeof setTimeout> | undefined;

/** Makes screen readers read a text. The text is written into one of the live regions in index.html. */
export function readAloud(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  const region = document.getElementById(urgency);
  if (!region) return;
  region.textContent = '';
  // Screen readers repeat the same text only if the region was empty for longer than one task.
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    region.textContent = text;
  }, 50);
}

/**
 * Empties the live regions, so that a text of one screen is not found on the next screen. Call this before the next
 * screen reads anything aloud.
 */
export function clearReadAloud(): void {
  clearTimeout(waiting);
  for (const urgency of ['polite', 'assertive']) document.getElementById(urgency)?.replaceChildren();
}
