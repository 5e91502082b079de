// @ts-check
import { askBackEnd } from './back-end.js';
import { byId, element } from './elements.js';

/** The customer's page: everything here is what a lender would write to embed the widget, but for `tell`. */
function startLender() {
  const button = /** @type {HTMLButtonElement} */ (byId('link-account'));
  /** @type {string | null} */
  let userId = sessionStorage.getItem('applicant');
  let linked = 0;
  let failed = false;

  /**
   * Only feeds the list beside this page.
   * @param {string} name
   * @param {any} argument
   */
  function tell(name, argument) {
    document.dispatchEvent(new CustomEvent('callback', { detail: { name, argument } }));
  }

  async function newApplicant() {
    const applicant = await askBackEnd('POST', '/applicants');
    userId = applicant.userId;
    linked = 0;
    sessionStorage.setItem('applicant', applicant.userId);
    byId('result').hidden = true;
    document.dispatchEvent(new Event('applicant'));
    return applicant.userToken;
  }

  async function freshToken() {
    if (!userId) return newApplicant();
    const { userToken } = await askBackEnd('POST', `/applicants/${userId}/token`);
    return userToken;
  }

  /** @param {string} userToken */
  function openWidget(userToken) {
    failed = false;
    showNotice('');
    const modal = new SmileLinkModal({
      userToken,
      companyName: 'Harbor Lending',
      enableUpload: true,
      onAccountCreated: (argument) => tell('onAccountCreated', argument),
      onAccountConnected: (argument) => {
        tell('onAccountConnected', argument);
        linked += 1;
        void showIncome();
      },
      onAccountRemoved: (argument) => {
        tell('onAccountRemoved', argument);
        linked = Math.max(0, linked - 1);
        showRemoved();
      },
      onAccountError: (argument) => {
        tell('onAccountError', argument);
        failed = true;
      },
      onUploadsCreated: (argument) => {
        tell('onUploadsCreated', argument);
        showResult('Documents received', 'We are reading them and come back to you.', []);
      },
      onUploadsRemoved: (argument) => tell('onUploadsRemoved', argument),
      onTokenExpired: async (updateToken, reference) => {
        tell('onTokenExpired', reference);
        updateToken(await freshToken());
      },
      onClose: (argument) => {
        tell('onClose', argument);
        if (argument.reason === 'error')
          showNotice('We could not link your account. You can try again, or send documents instead.');
        else if (byId('result').hidden)
          showNotice(
            failed
              ? 'Your account was not linked.'
              : 'You closed the window before an account was linked. Nothing was shared.',
          );
      },
      onUIEvent: (argument) => tell('onUIEvent', argument),
    });
    modal.open();
  }

  /** @param {string} text */
  function showNotice(text) {
    byId('notice').textContent = text;
  }

  /**
   * @param {string} title
   * @param {string} detail
   * @param {[string, string][]} facts
   */
  function showResult(title, detail, facts) {
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
    button.textContent = 'Manage what you share';
  }

  async function showIncome() {
    showResult('Work account linked', 'We are reading your pay history.', []);
    const income = await askBackEnd('GET', `/applicants/${userId}/income`);
    /** @type {[string, string][]} */
    const facts = [];
    if (income.employer) facts.push(['Employer', income.employer]);
    if (income.jobTitle) facts.push(['Position', income.jobTitle]);
    if (income.amount !== null) facts.push(['Income', money(income)]);
    showResult('Work account linked', 'That is all we need: your application is complete.', facts);
  }

  function showRemoved() {
    if (linked > 0) return;
    byId('result').hidden = true;
    byId('step-link').className = 'step is-current';
    byId('step-review').className = 'step';
    button.textContent = 'Link your work account';
    byId('lender-title').textContent = 'Link your work account';
    byId('lender-lead').textContent = 'Your pay history speaks for you. It takes about two minutes.';
    showNotice('You withdrew access to your work account.');
  }

  /** @param {() => Promise<string>} token */
  async function start(token) {
    // Not `disabled`: the focus is to come back to this button when the widget closes.
    if (button.ariaBusy === 'true') return;
    button.ariaBusy = 'true';
    try {
      openWidget(await token());
    } catch (error) {
      showNotice(error instanceof Error ? error.message : 'Something went wrong. Please try again.');
    } finally {
      button.ariaBusy = 'false';
    }
  }

  button.addEventListener('click', () => start(freshToken));
  return {
    openForNew: () => start(newApplicant),
    openForSame: () => start(freshToken),
    applicant: () => userId,
  };
}

/** @param {{ amount: number, currency: string, frequency: string | null }} income */
function money({ amount, currency, frequency }) {
  const sum = new Intl.NumberFormat('en', { style: 'currency', currency: currency ?? 'USD' }).format(amount);
  return frequency ? `${sum}, ${frequency.toLowerCase().replaceAll('_', ' ')}` : sum;
}

/** For the buttons beside this page. @typedef {ReturnType<typeof startLender>} Lender */
Object.assign(window, { lender: startLender() });
