import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorTable } from '@winkwire/contract';
import { callbackNames } from '@winkwire/contract/callbacks';
import { languages } from '@winkwire/contract/languages';
import { uiEventNames } from '@winkwire/contract/screens';
import { loggedEventNames } from '@winkwire/contract/widget-events';
import { expect, test } from 'vitest';
import { settings } from './packages/server/src/settings.ts';
import { apiOperations } from './scripts/docs/api-operations.ts';
import { withDeliveryFailures } from './scripts/docs/delivery-failures.ts';
import { eventsPage } from './scripts/docs/events-page.ts';
import { withNativeBridge } from './scripts/docs/native-page.ts';

const pages = ['*.md', 'docs/**/*.md', 'packages/*/README.md', 'examples/*.md'].flatMap((pattern) =>
  globSync(pattern),
);
const read = (path: string) => readFileSync(path, 'utf8');

/** The rows of all tables on a page whose first cell is a code, such as `TLS_FAILED`. */
const rowsOf = (path: string): string[][] =>
  [...read(path).matchAll(/^\| `([A-Z][A-Z_]+)` \|(.*)\|$/gm)].map(([, name, rest]) => [
    name!,
    ...rest!.split(' |').map((cell) => cell.trim()),
  ]);

/** The anchors that GitHub makes of the headings of a page. */
const anchorsOf = (path: string): string[] => anchorsIn(read(path));

const anchorsIn = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

test.each(pages)('every link in %s leads to something', (page) => {
  const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
  const dead = links.filter((link) => {
    if (/^(https?|mailto):/.test(link)) return false;
    const [path, anchor] = link.split('#') as [string, string?];
    const target = path ? join(dirname(page), path) : page;
    if (!existsSync(target)) return true;
    return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(anchor);
  });
  expect(dead).toEqual([]);
});

test('ARCHITECTURE.md says for every recipe of docs/changes.md where the change begins', () => {
  const linked = [...read('ARCHITECTURE.md').matchAll(/^\| \[.+?\]\(docs\/changes\.md#(.+?)\) \| \S/gm)].map(
    ([, anchor]) => anchor,
  );
  const recipes = read('docs/changes.md').replaceAll(/^##? .+$/gm, '');
  expect(anchorsIn(recipes).length).toBeGreaterThan(60);
  expect(linked).toEqual(anchorsIn(recipes));
});

test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/changes.md'])(
  'every file that %s names exists',
  (page) => {
    const files = globSync(['*.ts', '{packages,e2e,bench,scripts,examples}/**/*.{ts,tsx,js}'], {
      exclude: ['**/node_modules', '**/dist'],
    });
    // The table of imports is left out, because it names parts and not files. import-graph.test.ts checks it.
    const text = read(page).replace(/<!-- imports -->.*<!-- imports -->/s, '');
    const named = [...text.matchAll(/`([\w./-]+\.(?:ts|tsx|js))`/g)].map(([, name]) => name!);
    expect(named).not.toEqual([]);
    expect(named.filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name}`)))).toEqual([]);
  },
);

test('docs/operating.md lists every setting with its default and description, and no other', () => {
  const quoted = (value: string | null) => (value ? `\`${value}\`` : '');
  const table = Object.values(settings).map((setting) => [
    setting.variable,
    quoted(setting.default) + ('dev' in setting ? `; \`dev\`: ${quoted(setting.dev)}` : ''),
    setting.description,
  ]);
  const rows = rowsOf('docs/operating.md').filter(([name]) =>
    /^(HOST|PORT|OTEL_\w+|WINKWIRE_\w+)$/.test(name!),
  );
  expect(rows.map((row) => row.slice(0, 3))).toEqual(table);
});

test('the page of the examples for apps has the bridge of the hosted page', () => {
  const page = read('examples/native/winkwire.html');
  expect(page === withNativeBridge(page), 'Run `npm run docs`.').toBe(true);
});

test('the types of the API client are those of the operations', () => {
  const file = read('packages/contract/src/api-operations.ts');
  expect(file === apiOperations(), 'Run `npm run docs`.').toBe(true);
});

test('docs/errors.md lists every error code with its status, and no other', () => {
  const table = Object.entries(errorTable).map(([code, { status }]) => [code, String(status)]);
  const rows = rowsOf('docs/errors.md').filter(([, status]) => /^\d{3}$/.test(status!));
  expect(rows.map((row) => row.slice(0, 2))).toEqual(table);
  expect(rows.filter(([, , when, what]) => !when || !what)).toEqual([]);
});

test('docs/errors.md lists every failure of a delivery and every cause; `npm run docs` writes them', () => {
  expect(withDeliveryFailures(read('docs/errors.md'))).toBe(read('docs/errors.md'));
});

test('docs/widget.md names every screen, callback, event and language of the widget', () => {
  const page = read('docs/widget.md');
  const names = [...uiEventNames, ...callbackNames, ...loggedEventNames, ...languages];
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test('docs/events.md matches the catalogue; `npm run docs` writes it', () => {
  expect(read('docs/events.md')).toBe(eventsPage());
});

test('workflows name each action by a full commit hash, with its version beside it', () => {
  const uses = globSync('.github/workflows/*.yml').flatMap((file) => read(file).match(/uses: .*/g) ?? []);
  expect(uses).not.toEqual([]);
  expect(uses.filter((line) => !/^uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
});

test('each decision record has a number of its own', () => {
  const numbers = globSync('docs/adr/*.md').map((path) => /adr\/(\d{4})-/.exec(path)?.[1]);
  expect(numbers.length).toBeGreaterThan(10);
  expect(numbers.toSorted()).toEqual([...new Set(numbers)].toSorted());
});

test('each decision record has its status and date below its title', () => {
  const records = globSync('docs/adr/*.md');
  const status = /^# .+\n\nStatus: (accepted|superseded by \[ADR \d+\]\(\S+\)), \d{4}-\d{2}-\d{2}/;
  expect(records.filter((path) => !status.test(read(path)))).toEqual([]);
});
