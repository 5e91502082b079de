// @ts-check

/**
 * The page of an invitation. Each time the widget is opened, the page requests a link token from the server.
 */
let done = false;

for (const button of document.querySelectorAll('[data-open]')) {
  button.addEventListener('click', () => open(/** @type {HTMLButtonElement} */ (button)));
}
/**
 * On the page of an invitation, a promise that resolves once the server has recorded that the page was opened.
 * It also resolves if the request fails. On other pages, null.
 */
const recorded = document.querySelector('[data-invite]') ? tellServer('opened').catch(() => {}) : null;

/** @typedef {{ userToken: string, templateId?: string | null }} Session */

/** @param {HTMLButtonElement} button */
async function open(button) {
  button.disabled = true;
  byId('trouble').hidden = true;
  try {
    // The server has to record first that the page was opened. Once it has recorded that the widget was opened,
    // it ignores all earlier steps of the invitation.
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
