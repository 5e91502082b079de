// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { ignoreSecondTaps } from './ignore-second-taps.ts';

function setUp(shownAt?: number) {
  const root = document.createElement('div');
  const button = document.createElement('button');
  root.append(button);
  let view = 'consent';
  const pressed: string[] = [];
  button.addEventListener('click', () => pressed.push(view));
  const secondTapTime = ignoreSecondTaps(root, () => view, shownAt);
  const tap = (time: number, { x = 100, detail = 1, pointerType = 'touch' } = {}) => {
    const event = new MouseEvent('click', {
      clientX: x,
      clientY: 500,
      detail,
      bubbles: true,
      cancelable: true,
    });
    Object.defineProperties(event, { timeStamp: { value: time }, pointerType: { value: pointerType } });
    button.dispatchEvent(event);
  };
  const show = (next: string) => {
    view = next;
  };
  return { tap, show, pressed, secondTapTime };
}

test('the second tap at the same place does nothing on the next screen, and neither does a third', () => {
  const { tap, show, pressed } = setUp();
  tap(1000);
  show('list');
  tap(1060);
  tap(1350, { x: 110 });
  expect(pressed).toEqual(['consent']);
  tap(1800);
  expect(pressed).toEqual(['consent', 'list']);
});

test.each([
  ['later', 1400, {}],
  ['elsewhere', 1060, { x: 140 }],
  ['by the keyboard', 1060, { detail: 0 }],
  ['with a mouse whose browser counted one click', 1060, { pointerType: 'mouse' }],
])('a tap %s counts', (_, time, how) => {
  const { tap, show, pressed } = setUp();
  tap(1000);
  show('list');
  tap(time, how);
  expect(pressed).toEqual(['consent', 'list']);
});

test('the second click of a mouse does nothing on the next screen', () => {
  const { tap, show, pressed } = setUp();
  tap(1000, { pointerType: 'mouse' });
  show('list');
  tap(1060, { pointerType: 'mouse', detail: 2 });
  expect(pressed).toEqual(['consent']);
});

test('on the same screen every tap counts', () => {
  const { tap, pressed } = setUp();
  tap(1000);
  tap(1060);
  expect(pressed).toEqual(['consent', 'consent']);
});

test('just after the first screen, only the keyboard and the first click of a mouse count', () => {
  const { tap, pressed } = setUp(1000);
  tap(1200);
  tap(1250, { pointerType: 'mouse', detail: 2 });
  expect(pressed).toEqual([]);
  tap(1300, { detail: 0 });
  tap(1350, { pointerType: 'mouse' });
  tap(1400);
  expect(pressed).toEqual(['consent', 'consent', 'consent']);
});

test('a second tap is possible for a short time after a tap, and not after the keyboard', () => {
  const { tap, secondTapTime } = setUp();
  const now = vi.spyOn(performance, 'now').mockReturnValue(1100);
  expect(secondTapTime()).toBeLessThan(0);
  tap(1000, { detail: 0 });
  expect(secondTapTime()).toBeLessThan(0);
  tap(1000);
  expect(secondTapTime()).toBe(300);
  now.mockReturnValue(1500);
  expect(secondTapTime()).toBeLessThan(0);
  now.mockRestore();
});
