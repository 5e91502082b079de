/** The maximum length of a URL that the server stores. */
const longestUrl = 2000;

/**
 * The URL of the host page, if the server can send the user back to it after a sign-in in the same tab. Null if the
 * page is embedded in another page, if a `sandbox` policy applies to it, or if its URL is too long. Also null for a
 * file or a page of an app, because no server can redirect to it.
 */
export function ownPageUrl(
  pageUrl: string | undefined,
  frame: Pick<Window, 'parent' | 'top' | 'origin'>,
): string | null {
  const isWholeTab = frame.parent === frame.top && frame.origin !== 'null';
  return isWholeTab && pageUrl && /^https?:/.test(pageUrl) && pageUrl.length <= longestUrl ? pageUrl : null;
}
