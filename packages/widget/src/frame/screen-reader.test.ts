// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clearReadAloud, readAloud } from './screen-reader.ts';

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<p id="polite"></p><p id="assertive"></p>';
});
afterEach(() => {
  vi.useRealTimers();
});
const read = (id: 'polite' | 'assertive') => document.getElementById(id)?.textContent;

test('a text is read, and is gone on the next screen', () => {
  readAloud('Checking', 'assertive');
  vi.advanceTimersByTime(50);
  expect(read('assertive')).toBe('Checking');
  clearReadAloud();
  expect(read('assertive')).toBe('');
});

test('a text that was about to be read is not read on the next screen', () => {
  readAloud('Checking');
  clearReadAloud();
  vi.advanceTimersByTime(1000);
  expect(read('polite')).toBe('');
});
