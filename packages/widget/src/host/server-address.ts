/**
 * The server's address, taken from the address of the loader, `<server>/v2/smile.v2.js`. The server may be below a
 * path. Call this while the loader runs. A module does not learn its script element, and a script that is also loaded
 * as a classic one cannot use `import.meta`. So the address is read from a stack too.
 */
export function addressOfLoader(): string | null {
  if (typeof document === 'undefined') return null;
  // An element with the id or name `currentScript` can take the place of the script.
  const script = document.currentScript;
  const source = script instanceof HTMLScriptElement ? script.src : '';
  return serverOf(source) ?? serverOf(new Error().stack);
}

/** The server's address in a text that contains the loader's address: a URL, or a stack of any browser. */
export function serverOf(text: string | undefined): string | null {
  return /https?:\/\/\S+?\/(?=v\d+\/smile\.[\w.]+\.js)/.exec(text ?? '')?.[0] ?? null;
}

/** The address of the frame. `apiHost` may end in `/v1`, as in older integrations. */
export function frameAddress(loaderAddress: string | null, apiHost: string | undefined): URL {
  const server = (apiHost ? apiHost.replace(/\/+$/, '').replace(/\/v\d+$/, '') : loaderAddress) ?? '';
  if (!/^https?:\/\//.test(server))
    throw new Error('SmileLinkModal: the server has no URL. Pass `apiHost`, beginning with https://.');
  return new URL('widget/', `${server.replace(/\/+$/, '')}/`);
}
