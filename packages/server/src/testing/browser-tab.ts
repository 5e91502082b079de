export interface Visited {
  url: string;
  text: string;
}

/**
 * Visits pages as a tab does, with cookies and redirects. If a script leads to another page, the result is the URL of
 * that page and an empty text.
 */
export function openTab(site = 'same-origin') {
  const cookies = new Map<string, string>();
  return async function visit(url: string, form?: Record<string, string> | string): Promise<Visited> {
    let next = url;
    let body = form && (typeof form === 'string' ? form : new URLSearchParams(form).toString());
    for (;;) {
      const response: Response = await fetch(next, {
        redirect: 'manual',
        headers: {
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          'sec-fetch-site': site,
          ...(body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        },
        ...(body ? { method: 'POST', body } : {}),
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
        cookies.set(name!, value!);
      }
      const location = response.headers.get('location');
      if (!location) return visited(next, await response.text());
      next = new URL(location, next).href;
      body = undefined;
    }
  };
}

function visited(url: string, text: string): Visited {
  const link = text.includes('location.replace') ? /<a href="([^"]+)"/.exec(text)?.[1] : undefined;
  return link ? { url: link.replaceAll('&amp;', '&'), text: '' } : { url, text };
}
