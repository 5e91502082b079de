/** The maximum length of a URL that the server stores. */
const longestUrl = 2000;

/**
 * The URL of the host page, if the server can send the user back to it after a sign-in in the same tab. Otherwise
 * null: the page is embedded in another page or is in a sandbox, no server can redirect to it because it is a file or
 * belongs to an app, or its URL is too long.
 */
export function ownPageUrl(
  pageUrl: string | undefined,
  frame: Pick<Window, 'parent' | 'top' | 'origin'>,
): string | null {
  const isWholeTab = frame.parent === frame.top && frame.origin !== 'null';
  return isWholeTab && pageUrl && /^https?:/.test(pageUrl) && pageUrl.length <= longestUrl ? pageUrl : null;
}
