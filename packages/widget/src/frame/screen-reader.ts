let waiting: ReturnType<typeof setTimeout> | undefined;

/** Writes the text into a live region of index.html. */
export function readAloud(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  const region = document.getElementById(urgency);
  if (!region) return;
  region.textContent = '';
  // Screen readers repeat the same text only if the region was empty for a short time before.
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    region.textContent = text;
  }, 50);
}

/** Empties the live regions. Call this before the next screen reads anything aloud. */
export function clearReadAloud(): void {
  clearTimeout(waiting);
  for (const urgency of ['polite', 'assertive']) document.getElementById(urgency)?.replaceChildren();
}
