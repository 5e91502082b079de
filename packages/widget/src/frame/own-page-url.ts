/** As the server stores it. */
const longestUrl = 2000;

/**
 * The URL of the host page, if the server can send the user back to it. Null for a page in another page, a sandbox, a
 * file or an app, or if the URL is too long.
 */
export function ownPageUrl(
  pageUrl: string | undefined,
  frame: Pick<Window, 'parent' | 'top' | 'origin'>,
): string | null {
  const isWholeTab = frame.parent === frame.top && frame.origin !== 'null';
  return isWholeTab && pageUrl && /^https?:/.test(pageUrl) && pageUrl.length <= longestUrl ? pageUrl : null;
}
