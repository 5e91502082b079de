// @ts-check
import { askBackEnd } from './back-end.js';
import { byId, element } from './elements.js';

/** @typedef {{ id: string, receivedAt: number, from: string, replyTo: string, to: string, subject: string, preview: string }} MailHead */

const refreshMilliseconds = 2000;
/** @type {string | null} */
let chosen = null;

async function refresh() {
  /** @type {{ items: MailHead[] }} */
  const { items } = await askBackEnd('GET', '/mails');
  byId('mail-empty').hidden = items.length > 0;
  if (items.length !== byId('mails').childElementCount) byId('mails').replaceChildren(...items.map(line));
  if (!chosen && items[0]) await choose(items[0].id);
}

/** @param {MailHead} mail */
function line(mail) {
  const button = element('button', { type: 'button', class: 'mail-line', 'data-id': mail.id }, [
    element('span', { class: 'mail-to', text: mail.to }),
    element('time', { class: 'mail-time', text: new Date(mail.receivedAt).toLocaleTimeString('en-GB') }),
    element('span', { class: 'mail-title', text: mail.subject }),
    element('span', { class: 'mail-preview', text: mail.preview }),
  ]);
  button.setAttribute('aria-current', String(mail.id === chosen));
  button.addEventListener('click', () => choose(mail.id));
  return element('li', {}, [button]);
}

/** @param {string} id */
async function choose(id) {
  chosen = id;
  const mail = await askBackEnd('GET', `/mails/${id}`);
  byId('view').hidden = false;
  byId('subject').textContent = mail.subject;
  byId('facts').replaceChildren(
    ...fact('From', mail.from),
    ...fact('To', mail.to),
    ...fact('Reply to', mail.replyTo),
  );
  byId('text').textContent = mail.text;
  /** @type {HTMLIFrameElement} */ (byId('frame')).src = `/demo/mail/${id}/body`;
  for (const button of document.querySelectorAll('.mail-line')) {
    button.setAttribute('aria-current', String(/** @type {HTMLElement} */ (button).dataset.id === id));
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
const fact = (name, value) => (value ? [element('dt', { text: name }), element('dd', { text: value })] : []);

/** @param {boolean} html */
function showForm(html) {
  byId('frame').hidden = !html;
  byId('text').hidden = html;
  byId('show-html').setAttribute('aria-pressed', String(html));
  byId('show-text').setAttribute('aria-pressed', String(!html));
}

byId('show-html').addEventListener('click', () => showForm(true));
byId('show-text').addEventListener('click', () => showForm(false));
void refresh();
setInterval(refresh, refreshMilliseconds);
