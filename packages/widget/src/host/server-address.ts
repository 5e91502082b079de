/**
 * The server's address, from that of the script, `<server>/v2/smile.v2.js`. The server may be below a path. Call this
 * while the script runs: `document.currentScript` is null afterwards, and in modules.
 */
export function addressOfScript(script: { src?: string } | null): string | null {
  if (!script?.src) return null;
  return new URL('../', script.src).href;
}

/** The address of the frame. `apiHost` may end in `/v1`, as in older integrations. */
export function frameAddress(scriptAddress: string | null, apiHost: string | undefined): URL {
  const server = apiHost ? apiHost.replace(/\/+$/, '').replace(/\/v\d+$/, '') : scriptAddress;
  if (!server) {
    throw new Error(
      'SmileLinkModal: the script was not loaded from a URL, so the address of the server is unknown. Pass `apiHost`.',
    );
  }
  if (!/^https?:\/\//.test(server)) {
    throw new Error('SmileLinkModal: `apiHost` is not a URL. Begin it with https://.');
  }
  return new URL('widget/', `${server.replace(/\/+$/, '')}/`);
}
