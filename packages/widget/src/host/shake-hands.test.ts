import { expect, test, vi } from 'vitest';
import { shakeHands } from './shake-hands.ts';

const frameOrigin = 'https://widget.example';
const nonce = 'et0123';
const ready = { winkwire: 1, type: 'ready' };

/** A page with one frame, which records what is sent to the frame. */
function setUp(pageOrigin = 'https://shop.example') {
  const page = Object.assign(new EventTarget(), { origin: pageOrigin }) as unknown as Window;
  const sent: { message: unknown; origin: string; ports: MessagePort[] }[] = [];
  const frame = {
    postMessage: (message: unknown, origin: string, ports: MessagePort[]) =>
      sent.push({ message, origin, ports }),
  } as unknown as Window;
  const ports: MessagePort[] = [];
  const stop = shakeHands({
    page,
    frameWindow: () => frame,
    frameOrigin,
    nonce,
    onPort: (port) => ports.push(port),
  });
  const post = (data: unknown, from: { origin?: string; source?: unknown } = {}) =>
    page.dispatchEvent(
      Object.assign(new Event('message'), { data, origin: frameOrigin, source: frame, ...from }),
    );
  const sendOver = (index: number, message: unknown) => sent[index]!.ports[0]!.postMessage(message);
  return { post, sent, ports, stop, sendOver };
}

const proof = { winkwire: 1, type: 'nonce', nonce };

test('a frame that sends ready gets one end of a channel, in a message only to its origin', async () => {
  const { post, sent, ports, sendOver } = setUp();
  post(ready);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ message: { winkwire: 1, type: 'connect' }, origin: frameOrigin });
  expect(sent[0]!.ports).toHaveLength(1);
  expect(ports).toEqual([]);
  sendOver(0, proof);
  await vi.waitFor(() => expect(ports).toHaveLength(1));
});

test.each([
  ['a wrong nonce', { ...proof, nonce: 'et4567' }],
  ['no nonce', ready],
  ['the nonce without its name', { nonce }],
  ['nothing', null],
])('a port over which %s arrives is not used', async (_, message) => {
  const { post, ports, sendOver } = setUp();
  post(ready);
  sendOver(0, message);
  // A port keeps the order of its messages, so the message before this one was already ignored.
  sendOver(0, proof);
  await vi.waitFor(() => expect(ports).not.toEqual([]));
  expect(ports).toHaveLength(1);
});

test('messages of another origin, another window or another kind are ignored', () => {
  const { post, sent } = setUp();
  post(ready, { origin: 'https://evil.example' });
  post(ready, { origin: 'null' });
  post(ready, { source: {} });
  post({ winkwire: 1, type: 'connect' });
  post({ type: 'ready' });
  post('ready');
  expect(sent).toEqual([]);
});

test('in a page without an origin, the frame may have none either, but must know the nonce', async () => {
  const { post, sent, ports, sendOver } = setUp('null');
  post(ready, { origin: 'null', source: {} });
  post(ready, { origin: 'https://evil.example' });
  expect(sent).toEqual([]);
  post(ready, { origin: 'null' });
  expect(sent.map(({ origin }) => origin)).toEqual(['*']);
  sendOver(0, proof);
  await vi.waitFor(() => expect(ports).toHaveLength(1));
});

test('a page in a file addresses the frame by its origin', () => {
  const { post, sent } = setUp('null');
  post(ready);
  expect(sent.map(({ origin }) => origin)).toEqual([frameOrigin]);
});

test('a frame that reloads gets a new channel', async () => {
  const { post, ports, sendOver } = setUp();
  post(ready);
  post(ready);
  sendOver(0, proof);
  sendOver(1, proof);
  await vi.waitFor(() => expect(ports).toHaveLength(2));
  expect(ports[0]).not.toBe(ports[1]);
});

test('messages are ignored after listening has stopped', () => {
  const { post, sent, stop } = setUp();
  stop();
  post(ready);
  expect(sent).toEqual([]);
});
