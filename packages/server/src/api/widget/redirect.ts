import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { directionOf, type Language } from '@winkwire/contract/languages';
import Type from 'typebox';
import { acceptAnswer } from '../../actions/answer-challenge.ts';
import { type AccountRow, getAccount } from '../../domain/accounts.ts';
import { leavePage, returnToPage, stayOnPage } from '../../domain/away-sessions.ts';
import { findLinkingRunByState } from '../../domain/linking-runs.ts';
import type { SessionOptions } from '../../domain/session-options.ts';
import { findSessionById } from '../../domain/sessions.ts';
import { redirectReturnPath, redirectStartPath } from '../../linking/redirect-paths.ts';
import { acceptedLanguage } from '../../platform/accepted-language.ts';
import { FileResponse } from '../../platform/file-response.ts';
import { html, SafeHtml } from '../../platform/html.ts';
import type { Services } from '../../platform/services.ts';
import { operation } from '../operation.ts';
import { expiredRedirectCookie, holdsRedirectCookie, redirectCookie } from './redirect-cookie.ts';
import { redirectTexts } from './redirect-texts.ts';

const state = Type.Optional(Type.String({ maxLength: 200 }));
/** With `in=tab`, the user has left the page of the widget, and comes back to it. Otherwise this is a popup. */
const startQuery = Type.Object({ state, in: Type.Optional(Type.Literal('tab')) });
const returnQuery = Type.Object({ state });

/** The way to a provider's own sign-in page and back, in a popup or in the tab of the page. */
export const redirectOperations = [
  operation({
    method: 'GET',
    path: redirectStartPath,
    id: 'leaveForProvider',
    summary: 'Redirect to the sign-in page of a provider',
    access: 'public',
    internal: true,
    query: startQuery,
    data: Type.Null(),
    async run({ query: { state, in: place }, raw, reply }, { store, publicUrl, now }) {
      const run = state ? await findLinkingRunByState(store, state) : undefined;
      if (!state || !run?.redirect_url || !comesFromFrame(raw.headers, publicUrl))
        return closingPage(false, acceptedLanguage(raw.headers['accept-language']));
      const { session_id: sessionId } = await getAccount(store, run.account_id);
      if (sessionId && place === 'tab') await leavePage(store, { id: sessionId, now: now() });
      else if (sessionId) await stayOnPage(store, sessionId);
      reply.status(303).header('location', run.redirect_url);
      reply.header('set-cookie', redirectCookie(state, publicUrl));
      return new FileResponse('text/plain; charset=utf-8', Buffer.of(), popupHeaders);
    },
  }),
  operation({
    method: 'GET',
    path: redirectReturnPath,
    id: 'returnFromProvider',
    summary: 'Return from the sign-in page of a provider',
    access: 'public',
    internal: true,
    query: returnQuery,
    data: Type.Null(),
    async run({ query: { state }, raw, reply }, services) {
      const isSameBrowser = state && holdsRedirectCookie(raw.headers.cookie, state, services.publicUrl);
      const run = isSameBrowser ? await findLinkingRunByState(services.store, state) : undefined;
      const account = run && (await getAccount(services.store, run.account_id));
      const taken = run && account && (await acceptAnswer(services, { account, run, answer: raw.url }));
      if (isSameBrowser) reply.header('set-cookie', expiredRedirectCookie(services.publicUrl));
      const session = taken && account.session_id && { id: account.session_id, now: services.now() };
      const url = session && (await returnToPage(services.store, session));
      const language = await languageOf(services, account, raw.headers);
      return url ? leadingPage(url, language) : closingPage(Boolean(taken), language);
    },
  }),
];

/**
 * Whether the frame started the redirect. If a link in a mail could also start it, anybody who follows the link would
 * get the cookie, and the cookie would prove nothing. Browsers send `Sec-Fetch-Site` to https and loopback URLs. They
 * do not send it over plain HTTP to other hosts, but nothing is secret there anyway.
 */
function comesFromFrame(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined ? !publicUrl.startsWith('https:') : site === 'same-origin';
}

/** The language in which the user left the widget, or that of the browser. */
async function languageOf(
  { store }: Services,
  account: AccountRow | undefined,
  headers: IncomingHttpHeaders,
): Promise<Language> {
  const { session_id: id, tenant_id: tenantId, mode } = account ?? {};
  const session = id && tenantId && mode ? await findSessionById(store, { tenantId, mode }, id) : undefined;
  const options: Partial<SessionOptions> = JSON.parse(session?.options ?? '{}');
  return options.language ?? acceptedLanguage(headers['accept-language']);
}

const popupHeaders = {
  // The URL contains the state, and later the provider's code. No other page may learn them.
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  // With any other policy, the window that opened the popup would see it as closed.
  'cross-origin-opener-policy': 'unsafe-none',
};

/** A page that closes its window. If the browser does not allow that, the page asks the user to close it. */
function closingPage(taken: boolean, language: Language): FileResponse {
  const { thanks, close, ended, again } = redirectTexts[language];
  const content = taken ? html`<h1>${thanks}</h1><p>${close}</p>` : html`<h1>${ended}</h1><p>${again}</p>`;
  return page(content, language, 'window.close();');
}

/**
 * A page that leads to the page of the widget. It is not a redirect: the form of a provider's page may be allowed to lead
 * to us alone, and browsers apply that to redirects too.
 */
function leadingPage(url: string, language: Language): FileResponse {
  const texts = redirectTexts[language];
  return page(
    html`<h1>${texts.thanks}</h1><p><a href="${url}">${texts.continue}</a></p>`,
    language,
    "location.replace(document.querySelector('a').href);",
  );
}

const style = `
  :root { color-scheme: light dark; }
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 8px; padding: 24px;
    box-sizing: border-box; text-align: center; font: 16px/1.5 system-ui, sans-serif;
    background: light-dark(#fff, #14181d); color: light-dark(#1b2430, #e8edf3); }
  h1 { font-size: 20px; margin: 0; }
  p { margin: 0; color: light-dark(#5a6675, #a5b1bf); }
  a { color: inherit; display: inline-block; padding: 12px; }`;

/** The page has no other style and script than these, and allows them by their hashes. */
function page(content: SafeHtml, language: Language, script: string): FileResponse {
  const text = html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${redirectTexts[language].title}</title>
<style>${new SafeHtml(style)}</style>
${content}
<script>${new SafeHtml(script)}</script>
</html>`;
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${sha256(style)}'`,
    `script-src 'sha256-${sha256(script)}'`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
  return new FileResponse('text/html; charset=utf-8', Buffer.from(`${text}`), {
    ...popupHeaders,
    'content-security-policy': policy,
  });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');
