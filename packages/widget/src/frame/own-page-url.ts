/** The longest URL that the server stores. */
const longestUrl = 2000;

/**
 * The URL of the host page. Null if the server cannot send the user back to it, for example because the page is in a
 * frame or its URL is too long.
 */
export function ownPageUrl(
  pageUrl: string | undefined,
  frame: Pick<Window, 'parent' | 'top' | 'origin'>,
): string | null {
  const isWholeTab = frame.parent === frame.top && frame.origin !== 'null';
  return isWholeTab && pageUrl && /^https?:/.test(pageUrl) && pageUrl.length <= longestUrl ? pageUrl : null;
}
