import type { Language } from '@winkwire/contract/languages';
import type { HostedLink } from '@winkwire/contract/resources';
import type { HostedCompany } from '../domain/hosted-company.ts';
import type { FileResponse } from '../platform/file-response.ts';
import { html, type SafeHtml } from '../platform/html.ts';
import { hostedTexts } from './hosted-texts.ts';
import { page } from './page.ts';
import { themeStyle } from './theme-style.ts';

interface HostedPage {
  company: HostedCompany;
  /** Absent if the link token is in the fragment of the URL. */
  link?: HostedLink;
  language: Language;
}

/**
 * The hosted page, which opens the widget. Its address is `/connect/links/<token>` or `/connect/#token=...`. Each panel
 * shows one state of a visit.
 */
export function hostedPage({ company, link, language }: HostedPage): FileResponse {
  const { lang, dir, texts } = hostedTexts(language);
  const status = link?.status ?? 'OPEN';
  const isOver = status === 'EXPIRED' || status === 'REVOKED';
  const back = link?.returnUrl
    ? (className: string) =>
        html`<a class="${className}" data-back href="${link.returnUrl ?? ''}">${texts.back(company.name)}</a>`
    : () => html``;
  const open = html`<button class="primary" type="button" data-open>${texts.open}</button>`;
  const body = html`
${company.name ? companyHeader(company.name, company.logoUrl) : ''}
<main class="connect" ${linkAttributes(link)}>
${panel('start', texts.heading, { text: texts.intro(company.name), actions: open, hidden: status !== 'OPEN' })}
${panel('success', texts.doneHeading, { text: texts.done, actions: back('primary'), tick: true, hidden: status !== 'COMPLETED' })}
${panel('left', texts.leftHeading, { text: texts.left, actions: html`${open}${back('secondary')}` })}
${panel('used', texts.usedHeading, { text: texts.used })}
${panel('incomplete', texts.incompleteHeading, { text: texts.incomplete })}
${panel('ended', texts.endedHeading, { text: texts.ended, actions: back('primary'), hidden: !isOver })}
<p class="trouble" id="trouble" role="alert" hidden>${texts.trouble}</p>
</main>
<footer class="foot"><p>${texts.note}</p></footer>`;
  return page({
    title: texts.heading,
    body,
    lang,
    dir,
    scripts: ['native-bridge.js', 'hosted-page.js'],
    ...(company.theme && { style: themeStyle(company.theme) }),
    ...(company.logoUrl && { logoUrl: company.logoUrl }),
  });
}

function linkAttributes(link: HostedPage['link']): SafeHtml {
  if (!link) return html`data-hosted`;
  const { id, status, completion, returnUrl, state, accountId, archiveId } = link;
  return html`data-hosted data-link-id="${id}" data-status="${status}" data-completion="${completion}"
 data-return-url="${returnUrl ?? ''}" data-state="${state ?? ''}"
 data-account-id="${accountId ?? ''}" data-archive-id="${archiveId ?? ''}"`;
}

interface Panel {
  text: string;
  actions?: SafeHtml;
  tick?: boolean;
  /** Hidden by default, until the script shows it. */
  hidden?: boolean;
}

const panel = (id: string, heading: string, { text, actions, tick, hidden = true }: Panel): SafeHtml => html`
<section class="panel" id="${id}"${hidden ? html` hidden` : ''}>
${tick ? html`<div class="tick" aria-hidden="true"></div>` : ''}
<h1 tabindex="-1">${heading}</h1>
<div class="words"><p>${text}</p></div>
${actions ?? ''}
</section>`;

const companyHeader = (name: string, logoUrl: string | null): SafeHtml => html`
<header class="company">
${
  logoUrl
    ? html`<img src="${logoUrl}" alt="" width="40" height="40">`
    : html`<span class="initial" aria-hidden="true">${[...name][0]?.toUpperCase() ?? ''}</span>`
}
<span>${name}</span>
</header>`;
