// @ts-check

/**
 * The page of an invitation. Each time the widget is opened, the page requests a link token from the server.
 */
let done = false;

for (const button of document.querySelectorAll('[data-open]')) {
  button.addEventListener('click', () => open(/** @type {HTMLButtonElement} */ (button)));
}
/** Resolves when the server has recorded that the page of an invitation was opened, or could not do so. */
const recorded = document.querySelector('[data-invite]') ? tellServer('opened').catch(() => {}) : null;

/** @typedef {{ userToken: string, templateId?: string | null }} Session */

/** @param {HTMLButtonElement} button */
async function open(button) {
  button.disabled = true;
  byId('trouble').hidden = true;
  try {
    // The server has to record the opening of the page first, because it ignores earlier steps once the widget
    // has been opened.
    await recorded;
    launch(await tellServer('session'));
  } catch {
    byId('trouble').hidden = false;
  } finally {
    button.disabled = false;
  }
}

/** @param {Session} session */
function launch({ userToken, templateId }) {
  const { language } = byQuery('main').dataset;
  const modal = new SmileLinkModal({
    userToken,
    ...(language && { locale: language }),
    ...(templateId && { templateId }),
    onAccountConnected: () => {
      done = true;
    },
    onUploadsCreated: () => {
      done = true;
    },
    onTokenExpired: async (updateToken) => updateToken((await tellServer('session')).userToken),
    onClose: () => {
      if (done) showSuccess();
    },
  });
  modal.open();
}

/**
 * @param {'opened' | 'session'} what
 * @returns {Promise<Session>}
 */
async function tellServer(what) {
  const response = await fetch(`${location.pathname.replace(/\/$/, '')}/${what}`, { method: 'POST' });
  if (!response.ok) throw new Error(`The server returned ${response.status}.`);
  return (await response.json()).data;
}

function showSuccess() {
  byId('start').hidden = true;
  byId('success').hidden = false;
  byId('success').querySelector('h1')?.focus();
}

/** @param {string} selector */
function byQuery(selector) {
  return /** @type {HTMLElement} */ (document.querySelector(selector));
}

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
