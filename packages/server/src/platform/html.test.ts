import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html, paragraphs } from './html.ts';

test('a value cannot add markup', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const made = html`<b title="${value}">${value}</b>`.text;
      const inner = made.slice('<b title="'.length, -'</b>'.length);
      expect(inner.replace('">', '')).not.toMatch(/[<>"']/);
    }),
  );
});

test('safe parts, and lists of safe parts, are inserted unchanged', () => {
  expect(html`<ul>${[html`<li>${'<1>'}</li>`, html`<li>2</li>`]}</ul>`.text).toBe(
    '<ul><li>&lt;1&gt;</li><li>2</li></ul>',
  );
});

test('an empty line starts a paragraph, and a single line break stays a line break', () => {
  expect(paragraphs('one\ntwo\n\nthree').join('')).toBe('<p>one<br>two</p><p>three</p>');
});
