import { expect, test } from 'vitest';
import { shakeHands } from './shake-hands.ts';

const frameOrigin = 'https://widget.example';
const ready = { winkwire: 1, type: 'ready' };

/** A page with one frame, which records what is sent to it. */
function setUp() {
  const page = new EventTarget() as EventTarget & Pick<Window, 'addEventListener' | 'removeEventListener'>;
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
    onPort: (port) => ports.push(port),
  });
  const post = (data: unknown, from: { origin?: string; source?: unknown } = {}) =>
    page.dispatchEvent(
      Object.assign(new Event('message'), { data, origin: frameOrigin, source: frame, ...from }),
    );
  return { post, sent, ports, stop };
}

test('a frame that sends ready gets one end of a channel, addressed to its origin alone', () => {
  const { post, sent, ports } = setUp();
  post(ready);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ message: { winkwire: 1, type: 'connect' }, origin: frameOrigin });
  expect(sent[0]!.ports).toHaveLength(1);
  expect(ports).toHaveLength(1);
});

test('messages of another origin, another window or another kind are ignored', () => {
  const { post, sent } = setUp();
  post(ready, { origin: 'https://evil.example' });
  post(ready, { source: {} });
  post({ winkwire: 1, type: 'connect' });
  post({ type: 'ready' });
  post('ready');
  expect(sent).toEqual([]);
});

test('a frame that reloads gets a new channel', () => {
  const { post, ports } = setUp();
  post(ready);
  post(ready);
  expect(ports).toHaveLength(2);
  expect(ports[0]).not.toBe(ports[1]);
});

test('messages are ignored after listening has stopped', () => {
  const { post, sent, stop } = setUp();
  stop();
  post(ready);
  expect(sent).toEqual([]);
});
