import { type HandshakeMessage, isHandshakeMessage } from '@winkwire/contract/host-messages';

/**
 * The frame's half of the handshake. The other half is host/shake-hands.ts. The frame posts `ready`, which contains no
 * data, to the window that embeds it. It accepts a port only from that window. Over this port, it sends the nonce
 * from its URL's fragment. Resolves with the port and with the host page's origin, which the browser reports. If the
 * host page is a file or is in a sandboxed iframe, its origin is the text `null`.
 */
export function connectToHost(frame: Window): Promise<{ port: MessagePort; hostOrigin: string }> {
  const nonce = new URLSearchParams(frame.location.hash.slice(1)).get('nonce');
  if (frame.parent === frame) return new Promise(() => {});
  if (!nonce) {
    return Promise.reject(
      new Error('This page works only in a frame that the loader of the widget has made.'),
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
