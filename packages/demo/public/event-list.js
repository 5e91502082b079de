// @ts-check
import { byId, element } from './elements.js';
import { jsonView } from './json-view.js';

/**
 * @typedef {{ name: string, argument: any, at: number }} Callback
 * @typedef {{ number: number, eventId: string, type: string, receivedAt: number, attempt: number, verified: boolean,
 *   status: number, sequence: string | null, sessionId: string | null, signature: string | null, body: any }} Webhook
 * @typedef {{ id: string, callback?: Callback, webhook?: Webhook, item: HTMLLIElement }} Row
 */

/** Callbacks whose event is also delivered as a webhook. The row of such a callback waits for the webhook. */
const withWebhook = new Set([
  'onAccountCreated',
  'onAccountConnected',
  'onAccountRemoved',
  'onAccountError',
  'onUploadsCreated',
  'onUploadsRemoved',
]);

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/**
 * Fills the list of callbacks and webhooks, newest first. A callback and a webhook with the same event id share a row.
 */
export function startEventList() {
  const rows = byId('rows');
  const template = /** @type {HTMLTemplateElement} */ (byId('row-template'));
  /** @type {Map<string, Row>} */
  let known = new Map();
  let unnamed = 0;

  /**
   * @param {string} name
   * @param {any} argument
   */
  function addCallback(name, argument) {
    unnamed += 1;
    const row = rowOf(argument?.eventId ?? `no-event-${unnamed}`);
    row.callback = { name, argument, at: Date.now() };
    show(row);
  }

  /** @param {Webhook} webhook */
  function addWebhook(webhook) {
    const row = rowOf(webhook.eventId);
    row.webhook = webhook;
    show(row);
  }

  /** @param {string} id */
  function rowOf(id) {
    const found = known.get(id);
    if (found) return found;
    const fragment = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const item = /** @type {HTMLLIElement} */ (fragment.firstElementChild);
    item.dataset.eventId = id;
    /** @type {Row} */
    const row = { id, item };
    known.set(id, row);
    item.querySelector('details')?.addEventListener('toggle', () => showBody(row));
    rows.prepend(fragment);
    return row;
  }

  /** @param {Row} row */
  function show(row) {
    const { callback, webhook, item } = row;
    const time = /** @type {HTMLTimeElement} */ (item.querySelector('time'));
    const first = Math.min(
      callback?.at ?? Number.POSITIVE_INFINITY,
      webhook?.receivedAt ?? Number.POSITIVE_INFINITY,
    );
    time.dateTime = new Date(first).toISOString();
    time.textContent = clock.format(first);
    if (callback?.name === 'onUIEvent') item.dataset.screen = callback.argument.eventName;
    showCallbackHalf(row);
    showWebhookHalf(row);
    if (item.querySelector('details')?.open) showBody(row);
    showCounts();
  }

  function showCounts() {
    const all = [...known.values()];
    showCount('callback', all.filter((row) => row.callback).length);
    showCount('webhook', all.filter((row) => row.webhook).length);
    byId('empty').hidden = all.length > 0;
  }

  /**
   * @param {'callback' | 'webhook'} noun
   * @param {number} count
   */
  function showCount(noun, count) {
    const number = element('b', { text: String(count) });
    byId(`${noun}-count`).replaceChildren(number, count === 1 ? ` ${noun}` : ` ${noun}s`);
  }

  // `demoPairs()` returns the rows of the list as data, oldest first. The browser tests call it, and so may a
  // person in the browser's console.
  Object.assign(window, {
    demoPairs: () =>
      [...known.values()].map(({ id, callback = null, webhook = null }) => ({
        eventId: id,
        callback,
        webhook,
      })),
  });
  listenTo(addWebhook);
  return {
    addCallback,
    clear() {
      known = new Map();
      rows.replaceChildren();
      showCounts();
    },
    /** @param {boolean} hide */
    hideScreens: (hide) => rows.classList.toggle('hides-screens', hide),
  };
}

/** @param {(webhook: Webhook) => void} add */
function listenTo(add) {
  const stream = new EventSource('/demo/api/stream');
  const state = byId('stream');
  /** @param {'live' | 'lost'} value */
  const show = (value) => {
    state.dataset.state = value;
    state.textContent = value === 'live' ? 'live' : 'reconnecting';
  };
  stream.addEventListener('open', () => show('live'));
  stream.addEventListener('error', () => show('lost'));
  stream.addEventListener('webhook', (event) => add(JSON.parse(event.data)));
}

/** @param {Row} row */
function showCallbackHalf({ callback, item }) {
  if (!callback) return setHalf(item, 'callback', { state: 'none', name: 'no callback', detail: '' });
  const { eventName, reason, errorCode, replayed } = callback.argument ?? {};
  const about = eventName ?? reason ?? errorCode;
  setHalf(item, 'callback', {
    state: 'told',
    name: callback.name === 'onUIEvent' ? eventName : about ? `${callback.name}: ${about}` : callback.name,
    detail: replayed ? 'replayed' : callback.name === 'onUIEvent' ? 'screen' : '',
  });
}

/** @param {Row} row */
function showWebhookHalf({ callback, webhook, item }) {
  if (!webhook) {
    const awaited = callback && withWebhook.has(callback.name);
    return setHalf(item, 'webhook', {
      state: awaited ? 'waiting' : 'none',
      name: awaited ? 'waiting for the webhook' : 'no webhook',
      detail: '',
    });
  }
  const accepted = webhook.verified && webhook.status < 300;
  const attempt = webhook.attempt > 1 ? `, attempt ${webhook.attempt}` : '';
  const detail = webhook.verified
    ? accepted
      ? `✓ verified${attempt}`
      : `responded with ${webhook.status}${attempt}`
    : 'signature wrong';
  setHalf(item, 'webhook', { state: accepted ? 'verified' : 'refused', name: webhook.type, detail });
}

/**
 * @param {HTMLElement} item
 * @param {'callback' | 'webhook'} which
 * @param {{ state: string, name: string, detail: string }} half
 */
function setHalf(item, which, { state, name, detail }) {
  const half = /** @type {HTMLElement} */ (item.querySelector(`.half-${which}`));
  half.dataset.state = state;
  /** @type {HTMLElement} */ (half.querySelector('.half-name')).textContent = name;
  /** @type {HTMLElement} */ (half.querySelector('.half-detail')).textContent = detail;
}

/** @param {Row} row */
function showBody({ id, callback, webhook, item }) {
  const body = /** @type {HTMLElement} */ (item.querySelector('.row-body'));
  if (!item.querySelector('details')?.open) return;
  const parts = [];
  if (callback) {
    parts.push(titled(`Argument of ${callback.name}`, jsonView(callback.argument ?? null)));
  }
  if (webhook) {
    parts.push(
      titled(`Webhook ${webhook.sequence ? `number ${webhook.sequence}` : 'body'}`, jsonView(webhook.body)),
    );
  }
  if (!id.startsWith('no-event-')) parts.push(element('p', { class: 'row-id', text: id }));
  body.replaceChildren(...parts);
}

/**
 * @param {string} title
 * @param {Node} content
 */
function titled(title, content) {
  return element('section', {}, [element('h2', { text: title }), content]);
}
