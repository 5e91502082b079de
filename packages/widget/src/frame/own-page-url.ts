/** The maximum length of a URL that the server stores. */
const longestUrl = 2000;

/**
 * The page's URL, at which the user can come back after leaving the page. Null if the user cannot come back. This is
 * the case if the page is embedded in another page, or if no server can redirect to it because it is in a file or an
 * app.
 */
export function ownPageUrl(
  pageUrl: string | undefined,
  frame: Pick<Window, 'parent' | 'top' | 'origin'>,
): string | null {
  const isWholeTab = frame.parent === frame.top && frame.origin !== 'null';
  return isWholeTab && pageUrl && /^https?:/.test(pageUrl) && pageUrl.length <= longestUrl ? pageUrl : null;
}
