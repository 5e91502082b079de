// @ts-check

/** An invitation's page. It asks the server for a link token each time the widget opens. */
let done = false;

for (const button of document.querySelectorAll('[data-open]')) {
  button.addEventListener('click', () => open(/** @type {HTMLButtonElement} */ (button)));
}
/** Settles when the server has recorded that an invitation's page was opened. */
const recorded = document.querySelector('[data-invite]') ? tellServer('opened').catch(() => {}) : null;

/** @typedef {{ userToken: string, templateId?: string | null }} Session */

/** @param {HTMLButtonElement} button */
async function open(button) {
  button.disabled = true;
  showTrouble('');
  try {
    // Once the widget has opened, the server ignores earlier steps.
    await recorded;
    launch(await tellServer('session'));
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
