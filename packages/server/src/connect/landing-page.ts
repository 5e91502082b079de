import { directionOf, type Language } from '@winkwire/contract/languages';
import { directionAttributes } from '../domain/direction-attributes.ts';
import { fillVariables } from '../domain/fill-variables.ts';
import type { InviteTemplateContent } from '../domain/invite-templates.ts';
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
  const { company, language: stated, ...pages } = inviteContent(invite, services);
  const language = stated ?? 'en';
  const texts = inviteTexts[language];
  if (invite.status === 'REVOKED') return withdrawnPage(company, language);
  const linked = invite.status === 'LINKED';
  const fill = { variables: inviteVariables({ invite, company }), isLanguageStated: stated !== null };
  const start = fillPage(pages.landingPage, fill);
  const success = fillPage(pages.successPage, fill);
  const body = html`
${companyHeader(company)}
<main class="connect" data-invite data-language="${stated ?? ''}">
<section class="panel" id="start"${linked ? html` hidden` : ''}>
<h1${start.header.attributes}>${start.header.text}</h1>
<div class="words"${start.description.attributes}>${paragraphs(start.description.text)}</div>
<button class="primary" type="button" data-open${start.button.attributes}>${start.button.text}</button>
<ol class="how">
${texts.steps.map((step) => html`<li>${step}</li>`)}
</ol>
</section>
<section class="panel" id="success"${linked ? '' : html` hidden`} aria-live="polite">
<div class="tick" aria-hidden="true"></div>
<h1 tabindex="-1"${success.header.attributes}>${success.header.text}</h1>
<div class="words"${success.description.attributes}>${paragraphs(success.description.text)}</div>
<button class="secondary" type="button" data-open${success.button.attributes}>${success.button.text}</button>
</section>
<p class="trouble" id="trouble" role="alert" hidden>${texts.trouble}</p>
</main>
<footer class="foot">
<p>${texts.personal(invite.full_name)}</p>
<p>${texts.sealed(company.name)}</p>
</footer>`;
  return page({
    title: start.header.text,
    body,
    ...inLanguage(language),
    scripts: ['connect.js'],
    logoUrl: company.logoUrl,
  });
}

interface Fill {
  variables: Record<string, string>;
  isLanguageStated: boolean;
}

/** Without a stated language, the direction of each text is derived from its letters. */
function fillPage(
  { header, description, button }: InviteTemplateContent['landingPage'],
  { variables, isLanguageStated }: Fill,
) {
  const fill = (template: string) => {
    const text = fillVariables(template, variables);
    return { text, attributes: isLanguageStated ? '' : directionAttributes(template, text) };
  };
  return { header: fill(header), description: fill(description), button: fill(button) };
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
