import { type HandshakeMessage, isHandshakeMessage } from '@winkwire/contract/host-messages';

/*
 * The host's half of the handshake; the other half is frame/connect-to-host.ts. It must keep these rules:
 *  - The frame sends the first message. One that is posted at the iframe's `load` can arrive before the app listens,
 *    and is lost.
 *  - Only messages from the frame's own window at the frame's own origin count: any page can post to any window.
 *  - The port is addressed to that origin alone, so a frame that has navigated elsewhere never gets it.
 *  - A frame that reloads sends `ready` again and gets a new port. The old port is dead.
 */
interface Handshake {
  /** The page's window, where the frame's messages arrive. */
  page: Pick<Window, 'addEventListener' | 'removeEventListener'>;
  frameWindow: () => Pick<Window, 'postMessage'> | null;
  frameOrigin: string;
  onPort: (port: MessagePort) => void;
}

/** Waits for the frame, then calls `onPort` with one end of a channel. Returns the function that stops listening. */
export function shakeHands({ page, frameWindow, frameOrigin, onPort }: Handshake): () => void {
  const onMessage = (event: MessageEvent) => {
    const frame = frameWindow();
    if (!frame || event.source !== frame || event.origin !== frameOrigin) return;
    if (!isHandshakeMessage(event.data) || event.data.type !== 'ready') return;
    const { port1, port2 } = new MessageChannel();
    const connect: HandshakeMessage = { winkwire: 1, type: 'connect' };
    frame.postMessage(connect, frameOrigin, [port2]);
    onPort(port1);
  };
  page.addEventListener('message', onMessage);
  return () => page.removeEventListener('message', onMessage);
}
