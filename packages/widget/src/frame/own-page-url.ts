/** The maximum length of a URL that the server stores. */
const longestUrl = 2000;

/**
 * The page's URL, at which the user can come back after leaving the page. Null if this is impossible: the page is part
 * of another one, or no server can lead to it (a page in a file or in an app).
 */
export function ownPageUrl(
  pageUrl: string | undefined,
  frame: Pick<Window, 'parent' | 'top' | 'origin'>,
): string | null {
  const isWholeTab = frame.parent === frame.top && frame.origin !== 'null';
  return isWholeTab && pageUrl && /^https?:/.test(pageUrl) && pageUrl.length <= longestUrl ? pageUrl : null;
}
