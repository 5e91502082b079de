// @ts-check

/**
 * The hosted page. If it belongs to a hosted link, the page requests a new link token each time it opens the
 * widget. Without a hosted link, the token is in the fragment of the address, which browsers do not send to a
 * server. The fragment is removed at once. At the end, the page shows one of its panels. In an app, it also
 * posts the result to the app. Otherwise, it redirects to the customer's return URL after a success, if there
 * is one.
 */
const { linkId, status, completion, returnUrl, state, accountId, archiveId } = byQuery('main').dataset;
const isBridge = completion === 'BRIDGE';
const { winkwire, SmileLinkModal } = /** @type {any} */ (window);
const isResuming = new URLSearchParams(location.search).has('winkwire_return');
const given = linkId ? null : takeFragment();
/** @type {any} */
let modal;
/**
 * The outcome of the visit so far. Its fields become parameters of the return URL, and are in the message to an
 * app. None of them is secret.
 */
let result = resultOf(accountId, archiveId);
/**
 * What the user has connected or uploaded and not removed. The last one is the outcome.
 * @type {{ accountId?: string, archiveId?: string }[]}
 */
let successes = accountId ? [{ accountId }] : archiveId ? [{ archiveId }] : [];

const openers = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('[data-open]'));
for (const button of openers) button.addEventListener('click', () => void open());
winkwire.on('request-close', () => modal?.requestClose());
if (isBridge) winkwire.post({ type: 'ready' });
updateBackLinks();

if (!linkId && !given) show('incomplete');
else if (status === 'COMPLETED' && !isResuming) finish();
else if (status === 'OPEN' || !linkId || isResuming) void open();
else finish();

/** @param {string | undefined} account @param {string | undefined} archive */
function resultOf(account, archive) {
  const over = { EXPIRED: 'EXPIRED', REVOKED: 'EXPIRED' }[status ?? ''] ?? 'LEFT';
  return {
    outcome: account ? 'CONNECTED' : archive ? 'UPLOADED' : over,
    ...(linkId && { linkId }),
    ...(state && { state }),
    ...(account && { accountId: account }),
    ...(archive && { archiveId: archive }),
  };
}

/** @returns {{ userToken: string, templateId: string | null } | null} */
function takeFragment() {
  const values = new URLSearchParams(location.hash.slice(1));
  history.replaceState(null, '', location.pathname + location.search);
  const userToken = values.get('token');
  // A messenger may have cut off the end of a long address. A complete link token has three parts.
  return userToken && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(userToken)
    ? { userToken, templateId: values.get('templateId') }
    : null;
}

async function newToken() {
  const response = await fetch(`${location.pathname.replace(/\/$/, '')}/session`, { method: 'POST' });
  // The link has expired while its page was open. After the reload, the server shows the page for such a link.
  if (response.status === 404) location.reload();
  if (!response.ok) throw new Error(`The server returned ${response.status}.`);
  return (await response.json()).data;
}

async function open() {
  byId('trouble').hidden = true;
  // A second press must not open a second widget above the first.
  for (const button of openers) button.disabled = true;
  try {
    const { userToken, templateId } = given ?? (await newToken());
    modal = new SmileLinkModal({ userToken, ...(templateId && { templateId }), ...callbacks() });
    modal.open();
  } catch {
    byId('trouble').hidden = false;
  } finally {
    for (const button of openers) button.disabled = false;
  }
}

/** @param {{ accountId?: string, archiveId?: string }} success */
function add(success) {
  successes.push(success);
  showLast();
}

/**
 * Another account or document may be removed than the one that is the outcome.
 * @param {string[]} ids
 */
function remove(ids) {
  const before = successes.length;
  successes = successes.filter((one) => !ids.includes(one.accountId ?? one.archiveId ?? ''));
  if (successes.length < before) showLast();
}

function showLast() {
  const last = successes.at(-1);
  result = resultOf(last?.accountId, last?.archiveId);
}

/**
 * The callbacks for the widget. Each one is first handled by this page, and then, if `isBridge`, forwarded to
 * the app.
 */
function callbacks() {
  /** @type {Record<string, (argument: any) => void>} */
  const own = {
    onAccountConnected: ({ accountId, replayed }) => {
      if (isOfVisit(replayed)) add({ accountId });
    },
    // The first of several documents is the outcome, so it is added last.
    onUploadsCreated: ({ uploads, replayed }) => {
      if (!isOfVisit(replayed)) return;
      for (const { id } of [...uploads].reverse()) add({ archiveId: id });
    },
    onAccountRemoved: ({ accountId }) => remove([accountId]),
    onUploadsRemoved: ({ uploads }) => remove(uploads.map((/** @type {{ id: string }} */ { id }) => id)),
    onAccountError: ({ errorCode, replayed }) => {
      if (isOfVisit(replayed) && result.outcome === 'LEFT')
        result = { ...result, outcome: 'FAILED', ...{ errorCode } };
    },
    onClose: () => onceGone(finish),
  };
  const forwarded = isBridge ? winkwire.callbacks : {};
  const names = new Set([...Object.keys(own), ...Object.keys(forwarded)]);
  const both = [...names].map((name) => [
    name,
    (/** @type {any} */ argument) => {
      own[name]?.(argument);
      return forwarded[name]?.(argument);
    },
  ]);
  return {
    ...Object.fromEntries(both),
    ...(linkId && {
      onTokenExpired: async (/** @type {any} */ update) => update((await newToken()).userToken),
    }),
  };
}

/**
 * A callback that an earlier page did not acknowledge usually belongs to an earlier visit. If the user has
 * just come back from a provider, it belongs to this one.
 * @param {boolean} replayed
 */
function isOfVisit(replayed) {
  return !replayed || isResuming;
}

/**
 * Calls `act` once the widget has been removed from the page. Until then, nothing on the page can be focused,
 * and the app does not know yet that the widget has closed.
 * @param {() => void} act
 */
function onceGone(act) {
  const isShown = () => [...document.body.children].some(({ shadowRoot }) => shadowRoot);
  if (!isShown()) setTimeout(act);
  else
    new MutationObserver((_, observer) => {
      if (isShown()) return;
      observer.disconnect();
      act();
    }).observe(document.body, { childList: true });
}

/**
 * Shows how the visit has ended. In an app, also posts the result. Otherwise, after a success, redirects the
 * user to the customer's return URL, if there is one.
 */
function finish() {
  const isDone = result.outcome === 'CONNECTED' || result.outcome === 'UPLOADED';
  if (isBridge) winkwire.post({ type: 'result', result });
  updateBackLinks();
  show(isDone ? 'success' : result.outcome === 'EXPIRED' ? 'ended' : linkId ? 'left' : 'used');
  // `modal` exists only if the widget has been opened since the page was loaded. So a user who comes back with
  // the back button is not redirected again.
  if (isDone && modal && returnUrl && !isBridge) location.assign(returnAddress());
}

/**
 * The customer's return URL, with the fields of `result` as parameters. The customer has registered its origin.
 */
function returnAddress() {
  const address = new URL(returnUrl ?? '');
  for (const [name, value] of Object.entries(result)) address.searchParams.set(name, value);
  return address.href;
}

function updateBackLinks() {
  for (const link of document.querySelectorAll('[data-back]')) link.setAttribute('href', returnAddress());
}

/** @param {string} id */
function show(id) {
  for (const panel of document.querySelectorAll('.panel')) panel.toggleAttribute('hidden', panel.id !== id);
  byId(id).querySelector('h1')?.focus();
}

/** @param {string} selector */
function byQuery(selector) {
  return /** @type {HTMLElement} */ (document.querySelector(selector));
}

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
