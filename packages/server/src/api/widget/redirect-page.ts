import { createHash } from 'node:crypto';
import { directionOf, type Language } from '@winkwire/contract/languages';
import { FileResponse } from '../../platform/file-response.ts';
import { html, SafeHtml } from '../../platform/html.ts';
import { redirectTexts } from './redirect-texts.ts';

export const redirectHeaders = {
  // The URL contains the state and the provider's code, which no other page may learn.
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  // With any other policy, the page that opened the popup would see it as closed.
  'cross-origin-opener-policy': 'unsafe-none',
};

/**
 * A page that closes its window. If the browser does not allow that, the text says what to do. `taken` says whether the
 * sign-in was accepted.
 */
export function closingPage(language: Language, taken: boolean): FileResponse {
  const { thanks, close, ended, again } = redirectTexts[language];
  const content = taken ? html`<h1>${thanks}</h1><p>${close}</p>` : html`<h1>${ended}</h1><p>${again}</p>`;
  return page(language, content, 'window.close();');
}

/**
 * A page whose script goes back to the host page. The provider's content security policy might block an HTTP redirect.
 */
export function leadingPage(language: Language, url: string): FileResponse {
  const texts = redirectTexts[language];
  const content = html`<h1>${texts.thanks}</h1><p><a href="${url}">${texts.continue}</a></p>`;
  return page(language, content, "location.replace(document.querySelector('a').href);");
}

/**
 * Asks the user whether to go on to the provider. If the frame's sandbox also applies to this page, the provider's page
 * would not work, and an explanation is shown instead.
 */
export function askingPage(
  language: Language,
  { url, provider, company }: { url: string; provider: string; company: string },
): FileResponse {
  const texts = redirectTexts[language];
  const content = html`<div id="asking"><h1>${texts.askTitle(provider)}</h1><p>${texts.askText(company)}</p>
<p><a class="go" href="${url}">${texts.continueTo(provider)}</a></p></div>
<div id="sandboxed" hidden><h1>${texts.sandboxedTitle(provider)}</h1><p>${texts.sandboxedText}</p></div>`;
  return page(
    language,
    content,
    `if (origin === 'null') {
  asking.hidden = true;
  sandboxed.hidden = false;
  opener?.postMessage('winkwire-sandboxed', '*');
} else opener = null;`,
  );
}

const style = `
  :root { color-scheme: light dark; --page: #fff; --ink: #1b2430; --soft: #5a6675; --accent: #0b5d4b; --on-accent: #fff; }
  @media (prefers-color-scheme: dark) {
    :root { --page: #14181d; --ink: #e8edf3; --soft: #a5b1bf; --accent: #5fd3ab; --on-accent: #06231a; } }
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 8px; padding: 24px;
    box-sizing: border-box; text-align: center; font: 16px/1.5 system-ui, sans-serif;
    background: var(--page); color: var(--ink); }
  h1 { font-size: 20px; margin: 0 0 8px; }
  p { margin: 0; max-width: 24rem; color: var(--soft); }
  a { color: inherit; display: inline-block; padding: 12px; }
  a.go { margin-top: 24px; padding: 12px 24px; border-radius: 12px; font-weight: 600; text-decoration: none;
    background: var(--accent); color: var(--on-accent); }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }`;

/** The content security policy allows only the page's own style and script. */
function page(language: Language, content: SafeHtml, script: string): FileResponse {
  const text = html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${redirectTexts[language].title}</title>
<style>${new SafeHtml(style)}</style>
<main>${content}</main>
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
    ...redirectHeaders,
    'content-security-policy': policy,
  });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');
