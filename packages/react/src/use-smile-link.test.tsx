// @vitest-environment jsdom
import { act, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type SmileLink, type UseSmileLinkOptions, useSmileLink, WinkWidget } from './index.ts';

class Modal {
  static all: Modal[] = [];
  isOpen = false;
  isDestroyed = false;
  readonly options: UseSmileLinkOptions;
  constructor(options: UseSmileLinkOptions) {
    if (options.userToken === 'refused') throw new Error('It is not a link token.');
    this.options = options;
    Modal.all.push(this);
  }
  open() {
    this.isOpen = true;
  }
  close() {
    this.isOpen = false;
  }
  destroy() {
    this.isOpen = false;
    this.isDestroyed = true;
  }
}

let root: Root;
let link: SmileLink;
let count = 0;
let scriptUrl = '';

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true, SmileLinkModal: undefined });
  Modal.all = [];
  count += 1;
  // A completed load is kept until the page is closed, so each test uses another address.
  scriptUrl = `https://link.example/${count}/v2/smile.v2.js`;
  root = createRoot(document.createElement('div'));
});
afterEach(() => act(() => root.unmount()));

function Linker(options: Partial<UseSmileLinkOptions>) {
  link = useSmileLink({ scriptUrl, userToken: 'token', ...options });
  return null;
}
const render = (element: React.ReactNode) => act(async () => root.render(<StrictMode>{element}</StrictMode>));
const scripts = () => [...document.querySelectorAll<HTMLScriptElement>(`script[src="${scriptUrl}"]`)];

async function scriptLoads() {
  Object.assign(globalThis, { SmileLinkModal: Modal });
  await act(async () => scripts()[0]?.dispatchEvent(new Event('load')));
}

test('the script is loaded once, even under StrictMode and for two components', async () => {
  await render([<Linker key="a" />, <Linker key="b" />]);
  expect(scripts()).toHaveLength(1);
  expect(link.ready).toBe(false);
  await scriptLoads();
  expect(link.ready).toBe(true);
});

test('a script that did not load can be retried', async () => {
  await render(<Linker />);
  await act(async () => scripts()[0]?.dispatchEvent(new Event('error')));
  expect(link.error?.message).toContain('did not load');
  expect(scripts()).toHaveLength(0);
  await act(async () => link.retry());
  expect(scripts()).toHaveLength(1);
  expect(link.error).toBeNull();
  await scriptLoads();
  expect(link.ready).toBe(true);
});

test('the callback of the latest render is called, not that of the render that opened the widget', async () => {
  const [stale, latest] = [vi.fn(), vi.fn()];
  await render(<Linker onClose={stale} />);
  await scriptLoads();
  link.open();
  await render(<Linker onClose={latest} />);
  Modal.all[0]!.options.onClose?.({ reason: 'exit' } as never);
  expect(stale).not.toHaveBeenCalled();
  expect(latest).toHaveBeenCalledOnce();
});

test.each([null, ''])(
  'nothing opens without a token (%j), and a later token is used at the next opening',
  async (none) => {
    await render(<Linker userToken={none} />);
    await scriptLoads();
    link.open();
    expect(link.ready).toBe(false);
    expect(Modal.all).toHaveLength(0);
    await render(<Linker userToken="later" />);
    link.open();
    expect(Modal.all[0]!.options.userToken).toBe('later');
  },
);

test('a user who comes back from a provider in the same tab finds the widget open, once there is a token', async () => {
  history.replaceState(null, '', '/apply?winkwire_return=code');
  await render(<Linker userToken={null} />);
  await scriptLoads();
  expect(Modal.all).toHaveLength(0);
  await render(<Linker userToken="fresh" />);
  expect(Modal.all.map(({ isOpen }) => isOpen)).toEqual([true]);
  // The real script would have removed the return code by now.
  history.replaceState(null, '', '/apply');
  await render(<Linker userToken="later" />);
  expect(Modal.all).toHaveLength(1);
});

test('the widget is constructed as soon as it can be opened, and again for each new token until it is opened', async () => {
  await render(<Linker userToken="first" />);
  await scriptLoads();
  const usable = () => Modal.all.filter(({ isDestroyed }) => !isDestroyed);
  expect(usable().map(({ options }) => options.userToken)).toEqual(['first']);
  await render(<Linker userToken="second" />);
  expect(usable().map(({ options }) => options.userToken)).toEqual(['second']);
  link.open();
  await render(<Linker userToken="third" />);
  expect(usable().map(({ isOpen, options }) => [isOpen, options.userToken])).toEqual([[true, 'second']]);
  link.open();
  expect(usable().map(({ isOpen, options }) => [isOpen, options.userToken])).toEqual([[true, 'third']]);
});

test('a token that the widget refuses is reported by open, and not while rendering', async () => {
  await render(<Linker userToken="refused" />);
  await scriptLoads();
  expect(() => link.open()).toThrow('not a link token');
});

test('unmounting removes the open widget', async () => {
  await render(<Linker />);
  await scriptLoads();
  link.open();
  await render(null);
  expect(Modal.all[0]!.isDestroyed).toBe(true);
});

test('the component has exactly one widget open while it is mounted, and none afterwards', async () => {
  await render(<WinkWidget scriptUrl={scriptUrl} userToken="token" />);
  await scriptLoads();
  expect(Modal.all.filter(({ isOpen }) => isOpen)).toHaveLength(1);
  await render(null);
  expect(Modal.all.filter(({ isOpen }) => isOpen)).toHaveLength(0);
});

test('a token that changes while the widget is open does not reopen it', async () => {
  await render(<WinkWidget scriptUrl={scriptUrl} userToken="token" />);
  await scriptLoads();
  const opened = Modal.all.length;
  await render(<WinkWidget scriptUrl={scriptUrl} userToken="another" />);
  expect(Modal.all).toHaveLength(opened);
});

test('the component reports a script that did not load', async () => {
  const onLoadError = vi.fn();
  await render(<WinkWidget scriptUrl={scriptUrl} userToken="token" onLoadError={onLoadError} />);
  await act(async () => scripts()[0]?.dispatchEvent(new Event('error')));
  expect(onLoadError).toHaveBeenCalledOnce();
});

test('rendering on a server touches no document', () => {
  expect(renderToString(<WinkWidget scriptUrl={scriptUrl} userToken="token" />)).toBe('');
  expect(scripts()).toHaveLength(0);
});
