import { type HandshakeMessage, isHandshakeMessage } from '@winkwire/contract/host-messages';

/*
 * The host's half of the handshake. The other half is frame/connect-to-host.ts. The handshake has these rules:
 *  - The frame sends the first message. If the host posted a message at the iframe's `load`, it could arrive before the
 *    app listens, and would be lost.
 *  - The host accepts messages only from the frame's own window and origin, because any page can post to any window.
 *  - In a sandboxed page, our app has the origin `null`, and so has any other document to which the iframe is
 *    navigated. So a message cannot be addressed to our app only. A port is therefore used only after the nonce has
 *    arrived over it.
 *  - A frame that reloads sends `ready` again and gets a new port. The old port no longer works.
 */
interface Handshake {
  /** The page's window, where the frame's messages arrive. */
  page: Pick<Window, 'addEventListener' | 'removeEventListener' | 'origin'>;
  frameWindow: () => Pick<Window, 'postMessage'> | null | undefined;
  frameOrigin: string;
  nonce: string;
  onPort: (port: MessagePort) => void;
}

/**
 * Calls `onPort` with one end of a channel each time the frame has started. Returns the function that stops listening.
 */
export function shakeHands({ page, frameWindow, frameOrigin, nonce, onPort }: Handshake): () => void {
  const onMessage = (event: MessageEvent) => {
    const frame = frameWindow();
    if (!frame || event.source !== frame) return;
    const isSandboxed = event.origin === 'null' && page.origin === 'null';
    if (!isSandboxed && event.origin !== frameOrigin) return;
    if (!isHandshakeMessage(event.data) || event.data.type !== 'ready') return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if (isHandshakeMessage(data) && data.type === 'nonce' && data.nonce === nonce) onPort(port1);
    };
    const connect: HandshakeMessage = { winkwire: 1, type: 'connect' };
    frame.postMessage(connect, isSandboxed ? '*' : frameOrigin, [port2]);
  };
  page.addEventListener('message', onMessage);
  return () => page.removeEventListener('message', onMessage);
}
