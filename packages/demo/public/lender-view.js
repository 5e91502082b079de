// @ts-check
import { byId, element } from './elements.js';

/** The texts and states of the lender's page. */

/** @param {string} text */
export function showNotice(text) {
  byId('notice').textContent = text;
}

export function hideResult() {
  byId('result').hidden = true;
}

export const hasResult = () => !byId('result').hidden;

/**
 * Shows that the application is complete.
 * @param {string} title
 * @param {string} detail
 * @param {[name: string, value: string][]} [facts]
 */
export function showResult(title, detail, facts = []) {
  byId('result-title').textContent = title;
  byId('result-detail').textContent = detail;
  byId('result-facts').replaceChildren(
    ...facts.map(([name, value]) =>
      element('div', { class: 'fact' }, [element('dt', { text: name }), element('dd', { text: value })]),
    ),
  );
  byId('result').hidden = false;
  byId('lender-title').textContent = 'Ready for review';
  byId('lender-lead').textContent = 'We have what we need. A person looks at your application today.';
  byId('step-link').className = 'step is-done';
  byId('step-review').className = 'step is-current';
  byId('link-account').textContent = 'Manage what you share';
}

/**
 * Shows the page as it was before the first account was linked, with a notice that the access was withdrawn.
 */
export function showRemoved() {
  hideResult();
  byId('step-link').className = 'step is-current';
  byId('step-review').className = 'step';
  byId('link-account').textContent = 'Link your work account';
  byId('lender-title').textContent = 'Link your work account';
  byId('lender-lead').textContent = 'Your pay history speaks for you. It takes about two minutes.';
  showNotice('You withdrew access to your work account.');
}

/**
 * @typedef {{ employer: string | null, jobTitle: string | null, currency: string | null, amount: number | null,
 *   frequency: string | null }} IncomeFacts
 */

/** @param {IncomeFacts} income */
export function showIncome({ employer, jobTitle, currency, amount, frequency }) {
  /** @type {[string, string][]} */
  const facts = [];
  if (employer) facts.push(['Employer', employer]);
  if (jobTitle) facts.push(['Position', jobTitle]);
  if (amount !== null) facts.push(['Income', money({ amount, currency, frequency })]);
  showResult('Work account linked', 'That is all we need: your application is complete.', facts);
}

/** @param {{ amount: number, currency: string | null, frequency: string | null }} income */
function money({ amount, currency, frequency }) {
  const sum = new Intl.NumberFormat('en', { style: 'currency', currency: currency ?? 'USD' }).format(amount);
  return frequency ? `${sum}, ${frequency.toLowerCase().replaceAll('_', ' ')}` : sum;
}
