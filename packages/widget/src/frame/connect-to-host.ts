import { type HandshakeMessage, isHandshakeMessage } from '@winkwire/contract/host-messages';

/**
 * The frame's half of host/shake-hands.ts. Posts `ready`, which contains nothing, to whatever page embeds the frame,
 * accepts a port from that window only, and sends the nonce of the URL's fragment over it. The browser reports the
 * page's origin; it is `null` for a page in a file or a sandbox.
 */
export function connectToHost(frame: Window): Promise<{ port: MessagePort; hostOrigin: string }> {
  const nonce = new URLSearchParams(frame.location.hash.slice(1)).get('nonce');
  if (frame.parent === frame) return new Promise(() => {});
  if (!nonce) {
    return Promise.reject(
      new Error('This page only works in a frame. Open it with `new SmileLinkModal(...).open()`.'),
    );
  }
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent) => {
      const port = event.ports[0];
      if (event.source !== frame.parent || !port) return;
      if (!isHandshakeMessage(event.data) || event.data.type !== 'connect') return;
      frame.removeEventListener('message', onMessage);
      port.postMessage({ winkwire: 1, type: 'nonce', nonce } satisfies HandshakeMessage);
      resolve({ port, hostOrigin: event.origin });
    };
    frame.addEventListener('message', onMessage);
    const ready: HandshakeMessage = { winkwire: 1, type: 'ready' };
    frame.parent.postMessage(ready, '*');
  });
}
