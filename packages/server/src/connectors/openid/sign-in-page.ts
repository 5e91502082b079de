import { createHash } from 'node:crypto';
import { directionOf, type Language } from '@winkwire/contract/languages';
import { html, SafeHtml } from '../../platform/html.ts';
import { signInTexts } from './sign-in-texts.ts';

export interface SignInPage {
  action: string;
  username: string;
  failed: boolean;
  language: Language;
}

const style = `
  :root { color-scheme: light dark; --page: #eef1f5; --card: #fff; --ink: #1b2430; --soft: #566273; --line: #d9dfe7;
    --field: #8a96a5; --bad: #b42318; --bad-soft: #fef3f2; --focus: #4338ca; }
  @media (prefers-color-scheme: dark) {
    :root { --page: #0f1317; --card: #181e25; --ink: #e8edf3; --soft: #a5b1bf; --line: #2a333d;
      --field: #6b7886; --bad: #ff9d92; --bad-soft: #2b1614; --focus: #a5b4fc; } }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 24px 16px;
    font: 16px/1.5 system-ui, sans-serif; background: var(--page); color: var(--ink); }
  main { width: min(380px, 100vw - 32px); padding: 28px; border-radius: 16px; background: var(--card);
    border: 1px solid var(--line); }
  .mark { display: flex; align-items: center; gap: 10px; font-weight: 600; margin-bottom: 20px; }
  .mark span { width: 28px; height: 28px; border-radius: 8px; background: #4338ca; display: grid;
    place-content: center; }
  .mark span::after { content: ''; width: 12px; height: 12px; border: 3px solid #c7d2fe; border-radius: 50%; }
  h1 { font-size: 22px; line-height: 1.3; margin: 0 0 6px; }
  p { margin: 0 0 20px; color: var(--soft); font-size: 14px; }
  .wrong { color: var(--bad); background: var(--bad-soft); padding: 10px 12px;
    border-radius: 10px; }
  label { display: block; font-size: 14px; font-weight: 500; margin-bottom: 14px; }
  input { display: block; width: 100%; margin-top: 6px; padding: 11px 12px; font: inherit; border-radius: 10px;
    border: 1px solid var(--field); background: transparent; color: inherit; }
  .hint { margin: 16px 0 0; text-align: center; }
  button { width: 100%; padding: 12px; font: inherit; font-weight: 600; border-radius: 10px; border: 0; cursor: pointer; }
  button.go { background: #4338ca; color: #fff; margin: 6px 0 8px; }
  button.cancel { background: transparent; color: inherit; }
  :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }`;

export function signInPage({ action, username, failed, language }: SignInPage): string {
  const texts = signInTexts[language];
  const wrong = html`<p class="wrong" role="alert">${texts.wrong}</p>`;
  return html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${texts.title}</title>
<style>${new SafeHtml(style)}</style>
<main>
<div class="mark"><span aria-hidden="true"></span>${texts.sandbox}</div>
<h1>${texts.heading}</h1>
<p>${texts.intro}</p>
${failed ? wrong : html``}
<form method="post" action="${action}">
<label>${texts.username}<input name="username" autocomplete="username" autocapitalize="none" value="${username}" required autofocus></label>
<label>${texts.password}<input name="password" type="password" autocomplete="current-password" required></label>
<button class="go" name="choice" value="sign-in">${texts.submit}</button>
<button class="cancel" name="choice" value="cancel" formnovalidate>${texts.cancel}</button>
</form>
<p class="hint">${texts.hint}</p>
</main>
</html>`.toString();
}

/** The content security policy permits only the page's style, and a form that is sent to this origin. */
export const signInPagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');
