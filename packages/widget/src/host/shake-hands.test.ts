import { expect, test } from 'vitest';
import { shakeHands } from './shake-hands.ts';

const frameOrigin = 'https://widget.example';
const ready = { winkwire: 1, type: 'ready' };

/** A page with one frame; what the frame is sent is kept. */
function stage() {
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
  const say = (data: unknown, from: { origin?: string; source?: unknown } = {}) =>
    page.dispatchEvent(
      Object.assign(new Event('message'), { data, origin: frameOrigin, source: frame, ...from }),
    );
  return { say, sent, ports, stop };
}

test('the frame that says ready gets one end of a channel, addressed to its origin alone', () => {
  const { say, sent, ports } = stage();
  say(ready);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ message: { winkwire: 1, type: 'connect' }, origin: frameOrigin });
  expect(sent[0]!.ports).toHaveLength(1);
  expect(ports).toHaveLength(1);
});

test('another origin, another window and another message get nothing', () => {
  const { say, sent } = stage();
  say(ready, { origin: 'https://evil.example' });
  say(ready, { source: {} });
  say({ winkwire: 1, type: 'connect' });
  say({ type: 'ready' });
  say('ready');
  expect(sent).toEqual([]);
});

test('a frame that reloads gets a new channel', () => {
  const { say, ports } = stage();
  say(ready);
  say(ready);
  expect(ports).toHaveLength(2);
  expect(ports[0]).not.toBe(ports[1]);
});

test('nobody is heard once listening has stopped', () => {
  const { say, sent, stop } = stage();
  stop();
  say(ready);
  expect(sent).toEqual([]);
});
