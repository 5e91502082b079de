import { directionOf, type Language } from '@winkwire/contract/languages';
import { html, paragraphs, SafeHtml } from '../platform/html.ts';
import { cut } from '../platform/shorten.ts';

export interface MailParts {
  /** English if absent. */
  language?: Language;
  company: { name: string; logoUrl?: string };
  body: string;
  button: string;
  /** The HTML attributes of `body` and `button`, if they are in another language than the rest of the mail. */
  ownAttributes?: SafeHtml;
  link: string;
  /** The text for mail programs that do not show the button. English if absent. */
  noButton?: string;
  note: string;
  /** An image that records that the mail was opened. */
  pixel?: string;
}

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Uses tables and inline styles, because mail programs support little else. */
export function mailLayout({
  language = 'en',
  body,
  button,
  ownAttributes = html``,
  link,
  noButton = 'If the button does not work, open this address:',
  company,
  note,
  pixel,
}: MailParts): string {
  return html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${company.name}</title>
${darkStyles}
</head>
<body class="page" style="margin:0;padding:0;background:#f3f4f6">
<div${ownAttributes} style="display:none;max-height:0;overflow:hidden">${cut(body, 120)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background:#ffffff;border-radius:16px;border:1px solid #e5e7eb">
<tr><td style="padding:32px 32px 0">
<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
${logo(company)}
<td class="ink" style="${font};font-size:17px;font-weight:600;color:#111827">${company.name}</td>
</tr></table>
</td></tr>
<tr><td${ownAttributes} class="ink" style="${font};padding:24px 32px 8px;font-size:16px;line-height:1.6;color:#111827">
${paragraphs(body, 'margin:0 0 16px')}
</td></tr>
<tr><td${ownAttributes} style="padding:8px 32px 28px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="button" style="border-radius:12px;background:#111827">
<a href="${link}" style="${font};display:inline-block;padding:14px 28px;font-size:16px;font-weight:600;color:#ffffff;text-decoration:none">${button}</a>
</td></tr></table>
</td></tr>
<tr><td class="soft" style="${font};padding:20px 32px 28px;border-top:1px solid #e5e7eb;font-size:13px;line-height:1.6;color:#6b7280">
${noButton}<br>
<a class="soft" href="${link}" style="color:#6b7280;word-break:break-all">${link}</a><br><br>
${note}
</td></tr>
</table>
</td></tr></table>
${pixel === undefined ? '' : html`<img src="${pixel}" width="1" height="1" alt="" style="display:block;border:0">`}
</body>
</html>`.text;
}

const logo = ({ logoUrl }: MailParts['company']): SafeHtml | string =>
  logoUrl === undefined
    ? ''
    : html`<td style="padding-inline-end:12px"><img src="${logoUrl}" width="40" height="40" alt="" style="display:block;border-radius:10px"></td>`;

const darkStyles = new SafeHtml(`<style>
@media (prefers-color-scheme: dark) {
  .page { background: #0c0f15 !important; }
  .card { background: #161b24 !important; border-color: #2a3240 !important; }
  .ink { color: #eef1f6 !important; }
  .soft { color: #9aa5b8 !important; border-color: #2a3240 !important; }
  .button { background: #3f6df2 !important; }
}
</style>`);
