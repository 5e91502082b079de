import { directionOf, type Language } from '@winkwire/contract/languages';
import { directionAttributes } from '../domain/direction-attributes.ts';
import { fillVariables } from '../domain/fill-variables.ts';
import { inviteTexts } from '../domain/invite-texts.ts';
import { inviteVariables } from '../domain/invite-variables.ts';
import { type InviteRow, inviteContent } from '../domain/invites.ts';
import type { FileResponse } from '../platform/file-response.ts';
import { html, paragraphs, type SafeHtml } from '../platform/html.ts';
import type { Services } from '../platform/services.ts';
import { page } from './page.ts';

/** The page of an invitation's link, with a button that opens the widget. A revoked invitation is shown as ended. */
export function landingPage(
  invite: InviteRow,
  services: Pick<Services, 'config' | 'publicUrl'>,
): FileResponse {
  const { company, landingPage, successPage, language: stated } = inviteContent(invite, services);
  const language = stated ?? 'en';
  const texts = inviteTexts[language];
  const fill = (text: string) => fillVariables(text, inviteVariables({ invite, company }));
  if (invite.status === 'REVOKED') return withdrawnPage(company, language);
  const linked = invite.status === 'LINKED';
  // Without a stated language, the direction of texts is derived from their letters.
  const own = (text: string) => (stated ? '' : directionAttributes(text, fill(text)));
  const body = html`
${companyHeader(company)}
<main class="connect" data-invite data-language="${stated ?? ''}">
<section class="panel" id="start"${linked ? html` hidden` : ''}>
<h1${own(landingPage.header)}>${fill(landingPage.header)}</h1>
<div class="words"${own(landingPage.description)}>${paragraphs(fill(landingPage.description))}</div>
<button class="primary" type="button" data-open${own(landingPage.button)}>${fill(landingPage.button)}</button>
<ol class="how">
${texts.steps.map((step) => html`<li>${step}</li>`)}
</ol>
</section>
<section class="panel" id="success"${linked ? '' : html` hidden`} aria-live="polite">
<div class="tick" aria-hidden="true"></div>
<h1 tabindex="-1"${own(successPage.header)}>${fill(successPage.header)}</h1>
<div class="words"${own(successPage.description)}>${paragraphs(fill(successPage.description))}</div>
<button class="secondary" type="button" data-open${own(successPage.button)}>${fill(successPage.button)}</button>
</section>
<p class="trouble" id="trouble" role="alert" hidden>${texts.trouble}</p>
</main>
<footer class="foot">
<p>${texts.personal(invite.full_name)}</p>
<p>${texts.sealed(company.name)}</p>
</footer>`;
  return page({
    title: fill(landingPage.header),
    body,
    ...inLanguage(language),
    scripts: ['connect.js'],
    logoUrl: company.logoUrl,
  });
}

/** The page for unknown links. It does not reveal whether a link ever existed. */
export const unknownLinkPage = (language: Language): FileResponse =>
  page({
    title: inviteTexts[language].unknownHeading,
    ...inLanguage(language),
    scripts: [],
    body: html`
<main class="connect">
<section class="panel">
<h1>${inviteTexts[language].unknownHeading}</h1>
<div class="words"><p>${inviteTexts[language].unknown}</p></div>
</section>
</main>`,
  });

const withdrawnPage = (company: Company, language: Language): FileResponse =>
  page({
    title: inviteTexts[language].endedHeading,
    ...inLanguage(language),
    scripts: [],
    logoUrl: company.logoUrl,
    body: html`
${companyHeader(company)}
<main class="connect">
<section class="panel">
<h1>${inviteTexts[language].endedHeading}</h1>
<div class="words"><p>${inviteTexts[language].ended(company.name)}</p></div>
</section>
</main>`,
  });

const inLanguage = (lang: Language) => ({ lang, dir: directionOf(lang) });

interface Company {
  name: string;
  logoUrl: string;
}

const companyHeader = ({ name, logoUrl }: Company): SafeHtml => html`
<header class="company">
<img src="${logoUrl}" alt="" width="40" height="40">
<span>${name}</span>
</header>`;
