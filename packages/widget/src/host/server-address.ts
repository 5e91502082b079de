/**
 * Call this while the loader runs. A module has no `document.currentScript`, and a classic script no `import.meta`, so
 * a stack trace serves too.
 */
export function addressOfLoader(): string | null {
  // An element named `currentScript` can hide the script, and then the stack trace has the address. On a server, there
  // is no document.
  const script = globalThis.document?.currentScript as HTMLScriptElement | null | undefined;
  return serverOf(`${script?.src} ${new Error().stack}`);
}

/** `text` is a URL or a stack trace of any browser. */
export function serverOf(text: string | undefined): string | null {
  return /https?:\/\/\S+?\/(?=v\d+\/smile\.[\w.]+\.js)/.exec(text ?? '')?.[0] ?? null;
}

/** `apiHost` may end in `/v1`, as in older integrations. A blank `apiHost` counts as absent. */
export function frameAddress(loaderAddress: string | null, apiHost: string | URL | null | undefined): URL {
  const given = String(apiHost ?? '').trim();
  const server = given ? given.replace(/\/*(\/v\d+)?\/*$/, '/') : String(loaderAddress);
  if (!/^https?:\/\//.test(server))
    throw new Error('SmileLinkModal: no valid address. Pass `apiHost`, beginning with https://.');
  return new URL('widget/', server);
}
