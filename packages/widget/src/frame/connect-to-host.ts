import { type HandshakeMessage, isHandshakeMessage } from '@winkwire/contract/host-messages';

/**
 * The frame's half of host/shake-hands.ts: says `ready` to its parent at the one origin the URL's fragment names,
 * and takes the port that this origin's window, and no other, sends back. Resolves with the port.
 */
export function connectToHost(frame: Window): Promise<{ port: MessagePort; hostOrigin: string }> {
  const hostOrigin = new URLSearchParams(frame.location.hash.slice(1)).get('origin');
  if (!hostOrigin || frame.parent === frame) {
    return Promise.reject(new Error('This page belongs into a frame that SmileLinkModal opens.'));
  }
  return new Promise((resolve) => {
    const hear = (event: MessageEvent) => {
      if (event.source !== frame.parent || event.origin !== hostOrigin) return;
      if (!isHandshakeMessage(event.data) || event.data.type !== 'connect' || !event.ports[0]) return;
      frame.removeEventListener('message', hear);
      resolve({ port: event.ports[0], hostOrigin });
    };
    frame.addEventListener('message', hear);
    const ready: HandshakeMessage = { winkwire: 1, type: 'ready' };
    frame.parent.postMessage(ready, hostOrigin);
  });
}
