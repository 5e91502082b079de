/** Like the original API, treats `/v1/incomes/` as `/v1/incomes`. Pages such as `/portal/` keep their slash. */
export function withoutTrailingSlash(url: string): string {
  const question = url.indexOf('?');
  const end = question < 0 ? url.length : question;
  if (url.charCodeAt(end - 1) !== 47 || !/^\/(v1|widget\/api|portal\/api|connect)\/[^?]/.test(url))
    return url;
  return url.slice(0, end - 1) + url.slice(end);
}
