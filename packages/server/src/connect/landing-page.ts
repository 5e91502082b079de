import { fillVariables } from '../domain/fill-variables.ts';
import { inviteVariables } from '../domain/invite-variables.ts';
import { type InviteRow, inviteContent } from '../domain/invites.ts';
import type { FileResponse } from '../platform/file-response.ts';
import { html, paragraphs, type SafeHtml } from '../platform/html.ts';
import { page } from './page.ts';

/**
 * The page that the link of an invitation opens. It has the template's text and a button that opens the widget. Later
 * it shows the template's thanks.
 */
export function landingPage(invite: InviteRow): FileResponse {
  const { company, landingPage, successPage } = inviteContent(invite);
  const fill = (text: string) => fillVariables(text, inviteVariables(invite));
  if (invite.status === 'REVOKED') return withdrawnPage(company);
  const linked = invite.status === 'LINKED';
  const body = html`
${companyHeader(company)}
<main class="connect" data-invite>
<section class="panel" id="start"${linked ? html` hidden` : ''}>
<h1>${fill(landingPage.header)}</h1>
<div class="words">${paragraphs(fill(landingPage.description))}</div>
<button class="primary" type="button" data-open>${fill(landingPage.button)}</button>
<ol class="how">
<li>Choose where you work or how you are paid.</li>
<li>Sign in there, as you always do.</li>
<li>Done. You can withdraw access at any time.</li>
</ol>
</section>
<section class="panel" id="success"${linked ? '' : html` hidden`} aria-live="polite">
<div class="tick" aria-hidden="true"></div>
<h1 tabindex="-1">${fill(successPage.header)}</h1>
<div class="words">${paragraphs(fill(successPage.description))}</div>
<button class="secondary" type="button" data-open>${fill(successPage.button)}</button>
</section>
<p class="trouble" id="trouble" role="alert" hidden></p>
</main>
${footer(`This link was made for ${invite.full_name}. Please do not pass it on.`, company.name)}`;
  return page({ title: fill(landingPage.header), body, scripts: ['connect.js'], logoUrl: company.logoUrl });
}

/** The page for unknown links. It does not reveal whether an invitation ever had this link. */
export const unknownLinkPage = (): FileResponse =>
  page({
    title: 'This link does not work',
    scripts: [],
    body: html`
<main class="connect">
<section class="panel">
<h1>This link does not work</h1>
<div class="words"><p>It may be incomplete: a long link is sometimes cut in an e-mail. Open it again from the message, or ask the company that invited you for a new one.</p></div>
</section>
</main>`,
  });

const withdrawnPage = (company: Company): FileResponse =>
  page({
    title: 'This invitation has ended',
    scripts: [],
    logoUrl: company.logoUrl,
    body: html`
${companyHeader(company)}
<main class="connect">
<section class="panel">
<h1>This invitation has ended</h1>
<div class="words"><p>${company.name} no longer asks you to link an account. Nothing is left to do.</p></div>
</section>
</main>`,
  });

interface Company {
  name: string;
  logoUrl: string;
}

const companyHeader = ({ name, logoUrl }: Company): SafeHtml => html`
<header class="company">
<img src="${logoUrl}" alt="" width="40" height="40">
<span>${name}</span>
</header>`;

const footer = (note: string, companyName: string): SafeHtml => html`
<footer class="foot">
<p>${note}</p>
<p>You type your password in a sealed window: ${companyName} never sees it.</p>
</footer>`;
