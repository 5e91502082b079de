// @ts-check
import { element } from './elements.js';

const tokens = /("(?:\\.|[^"\\])*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/g;

/**
 * A value as indented, coloured JSON.
 * @param {unknown} value
 */
export function jsonView(value) {
  const text = JSON.stringify(value, null, 2);
  const view = element('pre', { tabindex: '0' });
  let end = 0;
  for (const match of text.matchAll(tokens)) {
    const [whole, quoted, colon] = match;
    view.append(text.slice(end, match.index));
    const kind = quoted ? (colon ? 'json-key' : 'json-text') : 'json-number';
    view.append(element('span', { class: kind, text: quoted ?? whole }), colon ?? '');
    end = match.index + whole.length;
  }
  view.append(text.slice(end));
  return view;
}
