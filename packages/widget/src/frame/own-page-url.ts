/** The server stores no longer ones. */
const longestUrl = 2000;

/**
 * The URL at which the user may come back to the page after leaving it. Null if this is impossible: the page is part of
 * another one, or no server can lead to it (a page in a file, or in an app).
 */
export function ownPageUrl(
  pageUrl: string | undefined,
  frame: Pick<Window, 'parent' | 'top' | 'origin'>,
): string | null {
  const isWholeTab = frame.parent === frame.top && frame.origin !== 'null';
  return isWholeTab && pageUrl && /^https?:/.test(pageUrl) && pageUrl.length <= longestUrl ? pageUrl : null;
}
