/**
 * Removes the slash at the end of a path of an API, as the original API does: `/v1/incomes/` becomes `/v1/incomes`.
 * Does the same for the pages below `/connect/`. Other pages, such as `/portal/`, keep their slash.
 */
export function withoutTrailingSlash(url: string): string {
  const question = url.indexOf('?');
  const end = question < 0 ? url.length : question;
  if (url.charCodeAt(end - 1) !== 47 || !/^\/(v1|widget\/api|portal\/api|connect)\/[^?]/.test(url))
    return url;
  return url.slice(0, end - 1) + url.slice(end);
}
