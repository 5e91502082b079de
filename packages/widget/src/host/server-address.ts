/**
 * The script is served at `<server>/v2/smile.v2.js`; the server may live below a path.
 * Read while the script runs: `document.currentScript` is null afterwards, and in modules.
 */
export function addressOfScript(script: { src?: string } | null): string | null {
  if (!script?.src) return null;
  return new URL('../', script.src).href;
}

/** Where the frame lives. `apiHost` may end in `/v1`, as older integrations wrote it. */
export function frameAddress(scriptAddress: string | null, apiHost: string | undefined): URL {
  const server = apiHost ? apiHost.replace(/\/+$/, '').replace(/\/v\d+$/, '') : scriptAddress;
  if (!server) {
    throw new Error('SmileLinkModal: pass `apiHost`, since the address of the script is not known.');
  }
  if (!/^https?:\/\//.test(server)) {
    throw new Error('SmileLinkModal: `apiHost` must start with https:// (got something else).');
  }
  return new URL('widget/', `${server.replace(/\/+$/, '')}/`);
}
