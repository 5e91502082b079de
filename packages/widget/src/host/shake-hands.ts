import { type HandshakeMessage, isHandshakeMessage } from '@winkwire/contract/host-messages';

/*
 * The host's half of the handshake with frame/connect-to-host.ts. The frame sends the first message, because it knows
 * when it can receive others. Any window can send a message, so the host checks the sender's window and origin. In a
 * sandbox, every document has the origin `null`. So a port is used only after the nonce has arrived.
 */
interface Handshake {
  page: Pick<Window, 'addEventListener' | 'removeEventListener' | 'origin'>;
  frameWindow: () => Pick<Window, 'postMessage'> | null | undefined;
  frameOrigin: string;
  nonce: string;
  onPort: (port: MessagePort) => void;
}

/** Calls `onPort` each time the frame has started. Returns a function that stops listening. */
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
