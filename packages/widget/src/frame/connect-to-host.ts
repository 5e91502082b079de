import { type HandshakeMessage, isHandshakeMessage } from '@winkwire/contract/host-messages';

/**
 * The frame's half of host/shake-hands.ts. Posts `ready` to the parent at the origin that the URL's fragment names,
 * and accepts a port from that window at that origin only.
 */
export function connectToHost(frame: Window): Promise<{ port: MessagePort; hostOrigin: string }> {
  const hostOrigin = new URLSearchParams(frame.location.hash.slice(1)).get('origin');
  if (!hostOrigin || frame.parent === frame) {
    return Promise.reject(
      new Error('This page only works in a frame. Open it with `new SmileLinkModal(...).open()`.'),
    );
  }
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent) => {
      if (event.source !== frame.parent || event.origin !== hostOrigin) return;
      if (!isHandshakeMessage(event.data) || event.data.type !== 'connect' || !event.ports[0]) return;
      frame.removeEventListener('message', onMessage);
      resolve({ port: event.ports[0], hostOrigin });
    };
    frame.addEventListener('message', onMessage);
    const ready: HandshakeMessage = { winkwire: 1, type: 'ready' };
    frame.parent.postMessage(ready, hostOrigin);
  });
}
