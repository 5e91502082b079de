// @ts-check

/**
 * The page that a link leads to. An invitation's page asks the server for a link token each time the widget opens;
 * the hosted page takes the token from the address's fragment, which no server sees, and removes it there at once.
 */
const invited = document.querySelector('[data-invite]') !== null;
const hosted = document.querySelector('[data-hosted]') !== null;
const given = hosted ? takeFragment() : null;
let done = false;

for (const button of document.querySelectorAll('[data-open]')) {
  button.addEventListener('click', () => open(/** @type {HTMLButtonElement} */ (button)));
}
if (invited) tellServer('opened').catch(() => {});
if (hosted && !given?.userToken)
  showTrouble('This address is incomplete. Please open the link again from where you got it.');
else if (hosted) addEventListener('load', () => launch(/** @type {Session} */ (given)));

/** @typedef {{ userToken: string, templateId?: string | null }} Session */

/** @returns {Session | null} */
function takeFragment() {
  const values = new URLSearchParams(location.hash.slice(1));
  history.replaceState(null, '', location.pathname);
  const userToken = values.get('token');
  // Messengers cut long addresses off. A link token has three parts.
  return userToken && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(userToken)
    ? { userToken, templateId: values.get('templateId') }
    : null;
}

/** @param {HTMLButtonElement} button */
async function open(button) {
  button.disabled = true;
  showTrouble('');
  try {
    launch(given ?? (await tellServer('session')));
  } catch (error) {
    showTrouble(error instanceof Error ? error.message : 'That did not work. Please try again in a moment.');
  } finally {
    button.disabled = false;
  }
}

/** @param {Session} session */
function launch({ userToken, templateId }) {
  const modal = new SmileLinkModal({
    userToken,
    ...(templateId && { templateId }),
    onAccountConnected: () => {
      done = true;
    },
    onUploadsCreated: () => {
      done = true;
    },
    onTokenExpired: async (updateToken) => {
      if (invited) updateToken((await tellServer('session')).userToken);
    },
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
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message);
  return answer.data;
}

function showSuccess() {
  byId('start').hidden = true;
  byId('success').hidden = false;
  byId('success').querySelector('h1')?.focus();
}

/** @param {string} text */
function showTrouble(text) {
  byId('trouble').textContent = text;
  byId('trouble').hidden = text === '';
}

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
