/** The maximum length of a URL that the server stores. */
const longestUrl = 2000;

/**
 * The URL of the host page, to which the server can send the user back after a sign-in in the same tab. Null if
 * the user could not come back: because the page is embedded in another page or in a sandbox, because it is a
 * file or belongs to an app, so that no server can redirect to it, or because its URL is too long.
 */
export function ownPageUrl(
  pageUrl: string | undefined,
  frame: Pick<Window, 'parent' | 'top' | 'origin'>,
): string | null {
  const isWholeTab = frame.parent === frame.top && frame.origin !== 'null';
  return isWholeTab && pageUrl && /^https?:/.test(pageUrl) && pageUrl.length <= longestUrl ? pageUrl : null;
}
