// @ts-check
import { askBackEnd } from './back-end.js';
import { byId } from './elements.js';
import { hasResult, hideResult, showIncome, showNotice, showRemoved, showResult } from './lender-view.js';

/* The customer's page. A lender would write exactly this code to embed the widget, except for `report`. */

/** The applicant's id. Null before the first token. */
let userId = sessionStorage.getItem('applicant');
let linkedAccounts = 0;
let hasFailed = false;

/** Creates an applicant, and returns a link token for this applicant. */
async function newApplicant() {
  const applicant = await askBackEnd('POST', '/applicants');
  userId = applicant.userId;
  linkedAccounts = 0;
  sessionStorage.setItem('applicant', applicant.userId);
  hideResult();
  document.dispatchEvent(new Event('applicant'));
  return applicant.userToken;
}

/** A new link token for the current applicant. Creates an applicant if there is none. */
async function freshToken() {
  if (!userId) return newApplicant();
  const { userToken } = await askBackEnd('POST', `/applicants/${userId}/token`);
  return userToken;
}

/**
 * Opens the widget with a link token.
 * @param {string} userToken
 */
function openWidget(userToken) {
  hasFailed = false;
  showNotice('');
  new SmileLinkModal({
    userToken,
    companyName: 'Harbor Lending',
    enableUpload: true,
    onAccountCreated: (argument) => report('onAccountCreated', argument),
    onAccountConnected: (argument) => {
      report('onAccountConnected', argument);
      linkedAccounts += 1;
      void loadIncome();
    },
    onAccountRemoved: (argument) => {
      report('onAccountRemoved', argument);
      linkedAccounts = Math.max(0, linkedAccounts - 1);
      if (linkedAccounts === 0) showRemoved();
    },
    onAccountError: (argument) => {
      report('onAccountError', argument);
      hasFailed = true;
    },
    onUploadsCreated: (argument) => {
      report('onUploadsCreated', argument);
      showResult('Documents received', 'We are reading them and will get back to you.');
    },
    onUploadsRemoved: (argument) => report('onUploadsRemoved', argument),
    onTokenExpired: async (updateToken, reference) => {
      report('onTokenExpired', reference);
      updateToken(await freshToken());
    },
    onClose: (argument) => {
      report('onClose', argument);
      explainClose(argument.reason);
    },
    onUIEvent: (argument) => report('onUIEvent', argument),
  }).open();
}

/**
 * Passes a callback to the list beside this page.
 * @param {string} name
 * @param {any} argument
 */
function report(name, argument) {
  document.dispatchEvent(new CustomEvent('callback', { detail: { name, argument } }));
}

async function loadIncome() {
  showResult('Work account linked', 'We are reading your pay history.');
  showIncome(await askBackEnd('GET', `/applicants/${userId}/income`));
}

/** @param {import('@winkwire/contract').CloseReason} reason */
function explainClose(reason) {
  if (reason === 'error') {
    showNotice('We could not link your account. You can try again, or send documents instead.');
  } else if (!hasResult()) {
    showNotice(
      hasFailed
        ? 'Your account was not linked.'
        : 'You closed the window before an account was linked. Nothing was shared.',
    );
  }
}

/**
 * Fetches a token and opens the widget.
 * @param {() => Promise<string>} getToken
 */
async function start(getToken) {
  const button = byId('link-account');
  // The button stays enabled, because the focus returns to it when the widget closes.
  if (button.ariaBusy === 'true') return;
  button.ariaBusy = 'true';
  try {
    openWidget(await getToken());
  } catch (error) {
    showNotice(error instanceof Error ? error.message : 'Something went wrong. Please try again.');
  } finally {
    button.ariaBusy = 'false';
  }
}

byId('link-account').addEventListener('click', () => start(freshToken));

const lender = {
  openForNew: () => start(newApplicant),
  openForSame: () => start(freshToken),
  applicant: () => userId,
};

/** The buttons beside this page use this object. @typedef {typeof lender} Lender */
Object.assign(window, { lender });
