/**
 * The server's address, derived from the address of the loader, `<server>/v2/smile.v2.js`. The server may be below a
 * path. Call this while the loader runs. In a module, `document.currentScript` is null, and in a classic script,
 * `import.meta` is a syntax error. Some pages load the file as a module and others as a classic script, so the address
 * is also read from a stack trace.
 */
export function addressOfLoader(): string | null {
  if (typeof document === 'undefined') return null;
  // An element with the id or name `currentScript` can hide the script here.
  const script = document.currentScript;
  const source = script instanceof HTMLScriptElement ? script.src : '';
  return serverOf(source) ?? serverOf(new Error().stack);
}

/**
 * The server's address from a text that contains the loader's address. The text is a URL, or a stack trace of any
 * browser.
 */
export function serverOf(text: string | undefined): string | null {
  return /https?:\/\/\S+?\/(?=v\d+\/smile\.[\w.]+\.js)/.exec(text ?? '')?.[0] ?? null;
}

/** The address of the frame. `apiHost` may end in `/v1`, as it does in older integrations. */
export function frameAddress(loaderAddress: string | null, apiHost: string | undefined): URL {
  const server = (apiHost ? apiHost.replace(/\/+$/, '').replace(/\/v\d+$/, '') : loaderAddress) ?? '';
  if (!/^https?:\/\//.test(server))
    throw new Error(
      "SmileLinkModal: the server's URL is missing or invalid. Pass `apiHost`, beginning with https://.",
    );
  return new URL('widget/', `${server.replace(/\/+$/, '')}/`);
}
