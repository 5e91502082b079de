import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import Type from 'typebox';
import { acceptAnswer } from '../../actions/answer-challenge.ts';
import { getAccount } from '../../domain/accounts.ts';
import { findLinkingRunByState } from '../../domain/linking-runs.ts';
import { redirectReturnPath, redirectStartPath } from '../../linking/redirect-paths.ts';
import { FileResponse } from '../../platform/file-response.ts';
import { operation } from '../operation.ts';
import { expiredRedirectCookie, holdsRedirectCookie, redirectCookie } from './redirect-cookie.ts';

const query = Type.Object({ state: Type.Optional(Type.String({ maxLength: 200 })) });

/** The popup in which a user signs in on a provider's own page: its start, and the return from the provider. */
export const redirectOperations = [
  operation({
    method: 'GET',
    path: redirectStartPath,
    id: 'leaveForProvider',
    summary: 'Redirect to the sign-in page of a provider',
    access: 'public',
    internal: true,
    query,
    data: Type.Null(),
    async run({ query: { state }, raw, reply }, { store, publicUrl }) {
      const run = state ? await findLinkingRunByState(store, state) : undefined;
      if (!state || !run?.redirect_url || !comesFromFrame(raw.headers, publicUrl)) return closingPage(false);
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
    query,
    data: Type.Null(),
    async run({ query: { state }, raw, reply }, services) {
      const isSameBrowser = state && holdsRedirectCookie(raw.headers.cookie, state, services.publicUrl);
      const run = isSameBrowser ? await findLinkingRunByState(services.store, state) : undefined;
      const account = run && (await getAccount(services.store, run.account_id));
      const taken = run && account && (await acceptAnswer(services, { account, run, answer: raw.url }));
      if (isSameBrowser) reply.header('set-cookie', expiredRedirectCookie(services.publicUrl));
      return closingPage(Boolean(taken));
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

const popupHeaders = {
  // The URL contains the state, and later the provider's code. No other page may learn them.
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  // With any other policy, the window that opened the popup would see it as closed.
  'cross-origin-opener-policy': 'unsafe-none',
};

const words = {
  true: ['Thank you', 'You can close this window. The widget continues by itself.'],
  false: ['This sign-in has ended', 'Close this window and sign in again from the widget.'],
} as const;

const style = `
  :root { color-scheme: light dark; }
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 8px; padding: 24px;
    box-sizing: border-box; text-align: center; font: 16px/1.5 system-ui, sans-serif;
    background: light-dark(#fff, #14181d); color: light-dark(#1b2430, #e8edf3); }
  h1 { font-size: 20px; margin: 0; }
  p { margin: 0; color: light-dark(#5a6675, #a5b1bf); }`;
const script = 'window.close();';

/** A page that closes its window. If the browser does not allow that, the page asks the user to close it. */
function closingPage(taken: boolean): FileResponse {
  const [title, text] = words[`${taken}`];
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
<h1>${title}</h1>
<p>${text}</p>
<script>${script}</script>
</html>`;
  return new FileResponse('text/html; charset=utf-8', Buffer.from(html), {
    ...popupHeaders,
    'content-security-policy': contentPolicy,
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** Allows only the page's own style and script, by their hashes. */
const contentPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${sha256(style)}'`,
  `script-src 'sha256-${sha256(script)}'`,
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');
