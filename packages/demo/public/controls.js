// @ts-check
import { askBackEnd } from './back-end.js';
import { byId, element } from './elements.js';

/**
 * Connects the buttons above the list. Each of them creates a situation that a developer wants to try, such as
 * an expired token or a broken receiver.
 *
 * @param {object} parts
 * @param {import('./lender.js').Lender} parts.lender
 * @param {Document} parts.document of the lender's page
 * @param {ReturnType<typeof import('./event-list.js').startEventList>} parts.list
 */
export function startControls({ lender, document: lenderPage, list }) {
  void showSetup();
  showApplicant();
  lenderPage.addEventListener('applicant', showApplicant);

  onClick('open-new', () => lender.openForNew());
  onClick('open-same', () => lender.openForSame());
  onClick('expire-token', async () => {
    await askBackEnd('POST', `/applicants/${lender.applicant()}/expire`);
    note('The token and the open session have expired. The next step in the widget calls onTokenExpired.');
  });
  onClick('sync', async () => {
    const { accounts } = await askBackEnd('POST', `/applicants/${lender.applicant()}/sync`);
    note(accounts === 0 ? 'This applicant has no connected account yet.' : 'The provider reports new data.');
  });
  onClick('invite', async () => {
    const { email } = await askBackEnd('POST', '/invites');
    note(`An invitation is on its way to ${email}: open Mail to read it.`);
  });
  onClick('pause', async () => {
    const button = byId('pause');
    const broken = button.getAttribute('aria-pressed') !== 'true';
    await askBackEnd('POST', '/receiver', { broken });
    showReceiver(broken);
  });
  byId('clear').addEventListener('click', () => list.clear());
  byId('hide-screens').addEventListener('change', (event) => {
    list.hideScreens(/** @type {HTMLInputElement} */ (event.target).checked);
  });

  function showApplicant() {
    const userId = lender.applicant();
    byId('applicant-id').textContent = userId ?? 'none yet';
    for (const id of ['open-same', 'expire-token', 'sync']) {
      /** @type {HTMLButtonElement} */ (byId(id)).disabled = userId === null;
    }
  }
}

/**
 * @param {string} id
 * @param {() => unknown} action
 */
function onClick(id, action) {
  byId(id).addEventListener('click', async () => {
    note('');
    try {
      await action();
    } catch (error) {
      note(error instanceof Error ? error.message : String(error));
    }
  });
}

/** @param {string} text */
function note(text) {
  byId('control-note').textContent = text;
}

/** @param {boolean} broken */
function showReceiver(broken) {
  byId('pause').setAttribute('aria-pressed', String(broken));
  byId('pause').textContent = broken ? 'Fix my receiver' : 'Break my receiver';
  if (broken) note('The receiver now responds with 500. Winkwire keeps every event and retries.');
}

async function showSetup() {
  const setup = await askBackEnd('GET', '/setup');
  byId('links').replaceChildren(
    ...setup.links.map((/** @type {{ name: string, url: string }} */ { name, url }) =>
      element('a', { href: url, target: '_blank', text: name }),
    ),
  );
  // On a narrow screen, the helpers start closed, so that there is room for the list below them.
  byId('helpers').toggleAttribute('open', matchMedia('(min-width: 62rem)').matches);
  byId('people').replaceChildren(...setup.identities.map(personCard));
  showReceiver(setup.receiverBroken);
  if (setup.samples.length === 0) return;
  byId('samples').replaceChildren('Documents to upload: ');
  for (const [index, { label, url }] of setup.samples.entries()) {
    if (index > 0) byId('samples').append(', ');
    byId('samples').append(element('a', { href: url, download: '', text: label }));
  }
}

/** @param {{ fullName: string, userName: string, email: string, phone: string, password: string, code: string }} identity */
function personCard(identity) {
  const values = /** @type {const} */ (['userName', 'email', 'phone', 'password', 'code']);
  return element('div', { class: 'person' }, [
    element('p', { class: 'person-name', text: identity.fullName }),
    element(
      'div',
      { class: 'person-values' },
      values.map((name) => copyButton(name, identity[name])),
    ),
  ]);
}

/**
 * @param {string} name
 * @param {string} value
 */
function copyButton(name, value) {
  const label = name === 'userName' ? 'user name' : name;
  const button = element(
    'button',
    { type: 'button', class: 'copy', title: `Copy the ${label}`, 'aria-label': `Copy the ${label} ${value}` },
    [element('span', { class: 'copy-label', text: label }), value],
  );
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(value);
    button.classList.add('is-copied');
    setTimeout(() => button.classList.remove('is-copied'), 900);
  });
  return button;
}
