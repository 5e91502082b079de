/** Calls `work` when the page is idle, unless the user saves data. Returns a function that cancels the call. */
export function whenIdle(work: () => void): () => void {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  let isWanted = !connection?.saveData;
  // Safari has no `requestIdleCallback`.
  const wait = window.requestIdleCallback ?? setTimeout;
  const start = () => wait(() => isWanted && work());
  if (document.readyState === 'complete') start();
  else addEventListener('load', start);
  return () => {
    isWanted = false;
  };
}
