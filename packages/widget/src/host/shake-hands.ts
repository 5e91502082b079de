import { type HandshakeMessage, isHandshakeMessage } from '@winkwire/contract/host-messages';

/*
 * What it must keep (the other half is frame/connect-to-host.ts):
 *  - The frame speaks first. A message posted at the iframe's `load` can come before its app listens, and is lost.
 *  - Only the frame's own window at the frame's own origin is heard: any page can post to any window.
 *  - The port goes to that origin alone, so a frame that was navigated elsewhere never gets it.
 *  - A frame that reloads says `ready` again and gets a new port; the old one is dead.
 */
interface Handshake {
  /** The page's window, where the frame's messages arrive. */
  page: Pick<Window, 'addEventListener' | 'removeEventListener'>;
  frameWindow: () => Pick<Window, 'postMessage'> | null;
  frameOrigin: string;
  onPort: (port: MessagePort) => void;
}

/** Waits for the frame and hands `onPort` one end of a channel. Returns the function that stops listening. */
export function shakeHands({ page, frameWindow, frameOrigin, onPort }: Handshake): () => void {
  const hear = (event: MessageEvent) => {
    const frame = frameWindow();
    if (!frame || event.source !== frame || event.origin !== frameOrigin) return;
    if (!isHandshakeMessage(event.data) || event.data.type !== 'ready') return;
    const { port1, port2 } = new MessageChannel();
    const connect: HandshakeMessage = { winkwire: 1, type: 'connect' };
    frame.postMessage(connect, frameOrigin, [port2]);
    onPort(port1);
  };
  page.addEventListener('message', hear);
  return () => page.removeEventListener('message', hear);
}
