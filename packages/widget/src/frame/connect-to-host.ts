import { type HandshakeMessage, isHandshakeMessage } from '@winkwire/contract/host-messages';

/**
 * The frame's half of the handshake with host/shake-hands.ts. Accepts a port only from the embedding window. The origin
 * of a file or a sandboxed page is the text `null`.
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
