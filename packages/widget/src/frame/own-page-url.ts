/** The longest URL that the server stores. */
const longestUrl = 2000;

/**
 * Null if the server cannot send the user back to the page: inside another page, in a sandbox or an app, or with a URL
 * that is too long.
 */
export function ownPageUrl(
  pageUrl: string | undefined,
  frame: Pick<Window, 'parent' | 'top' | 'origin'>,
): string | null {
  const isWholeTab = frame.parent === frame.top && frame.origin !== 'null';
  return isWholeTab && pageUrl && /^https?:/.test(pageUrl) && pageUrl.length <= longestUrl ? pageUrl : null;
}
