// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { findContainer } from './find-container.ts';

test('the container is an element of the page, or the one that a selector finds', () => {
  document.body.innerHTML = '<div id="here"></div>';
  const here = document.getElementById('here');
  expect(findContainer(here)).toBe(here);
  expect(findContainer('#here')).toBe(here);
  for (const none of [undefined, null, '']) expect(findContainer(none)).toBeNull();
  const texts = [document.createTextNode('here'), document.createComment('here')];
  for (const wrong of ['#nowhere', '[', 42, {}, Object.create(null), ...texts])
    expect(findContainer(wrong)).toBeUndefined();
});

test('an element that the script of another window has made is one of the page once it is there', () => {
  const other = document.body.appendChild(document.createElement('iframe')).contentDocument!;
  const element = other.createElement('div');
  expect(element).not.toBeInstanceOf(Element);
  expect(findContainer(element)).toBeUndefined();
  document.body.append(element);
  expect(findContainer(element)).toBe(element);
});
