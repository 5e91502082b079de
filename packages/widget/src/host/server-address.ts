import { unlessItThrows } from './unless-it-throws.ts';

/** Call this while the script of the loader is being run. In a module, the address comes from a stack trace. */
export function addressOfLoader(): string | null {
  // There is no `document` on a server. On a page, an element may be named `currentScript` and have no `src`.
  const script = globalThis.document?.currentScript as HTMLScriptElement | null | undefined;
  return serverOf(`${script?.src} ${new Error().stack}`);
}

/** `text` is a URL or a stack trace of any browser. */
export function serverOf(text: string | undefined): string | null {
  return /https?:\/\/\S+?\/(?=v\d+\/smile\.[\w.]+\.js)/.exec(text ?? '')?.[0] ?? null;
}

/** `apiHost` may end in `/v1`, as in older integrations. A blank `apiHost` counts as absent. */
export function frameAddress(loaderAddress: string | null, apiHost: string | URL | null | undefined): URL {
  // A value that cannot become text is refused below.
  const given = unlessItThrows(() => String(apiHost ?? '').trim()) ?? 'null';
  const server = given ? given.replace(/\/*(\/v\d+)?\/*$/, '/') : String(loaderAddress);
  if (!/^https?:\/\//.test(server))
    throw new Error('SmileLinkModal: no valid address. Pass `apiHost`, beginning with https://.');
  return new URL('widget/', server);
}
