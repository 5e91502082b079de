/**
 * The server's address, derived from the address of the loader, `<server>/v2/smile.v2.js`. The server may be below a
 * path. Call this while the loader runs. In a module, `document.currentScript` is null, and in a classic script,
 * `import.meta` is a syntax error. Some pages load the file as a module and others as a classic script, so the address
 * is also read from a stack trace.
 */
export function addressOfLoader(): string | null {
  // An element with the id or name `currentScript` can hide the script here. Then the stack trace has the address.
  // On a server, there is no document.
  const script = globalThis.document?.currentScript as HTMLScriptElement | null | undefined;
  return serverOf(`${script?.src} ${new Error().stack}`);
}

/**
 * The server's address from a text that contains the loader's address. The text is a URL, or a stack trace of any
 * browser.
 */
export function serverOf(text: string | undefined): string | null {
  return /https?:\/\/\S+?\/(?=v\d+\/smile\.[\w.]+\.js)/.exec(text ?? '')?.[0] ?? null;
}

/**
 * The address of the frame. `apiHost` may end in `/v1`, as it does in older integrations. It may also be a `URL`. A
 * blank one counts as absent.
 */
export function frameAddress(loaderAddress: string | null, apiHost: string | URL | null | undefined): URL {
  const given = String(apiHost ?? '').trim();
  const server = given ? given.replace(/\/*(\/v\d+)?\/*$/, '/') : String(loaderAddress);
  if (!/^https?:\/\//.test(server))
    throw new Error('SmileLinkModal: no valid address. Pass `apiHost`, beginning with https://.');
  return new URL('widget/', server);
}
