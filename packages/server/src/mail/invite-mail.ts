import { type InviteRow, inviteContent, inviteVariables, landingPageUrl } from '../domain/invites.ts';
import { html, paragraphs, SafeHtml } from '../html.ts';
import { fillVariables } from './fill-variables.ts';
import type { Mail } from './mail.ts';

/** The invitation as it is sent. Its link is the landing page; its picture of one pixel tells that it was opened. */
export function inviteMail(
  invite: InviteRow,
  { publicUrl, fromAddress }: { publicUrl: string; fromAddress: string },
): Mail {
  const content = inviteContent(invite);
  const fill = (text: string) => fillVariables(text, inviteVariables(invite));
  const link = landingPageUrl(publicUrl, invite);
  const body = fill(content.email.body);
  const button = fill(content.landingPage.button);
  return {
    from: { name: fill(content.email.senderName), address: fromAddress },
    replyTo: content.email.replyAddress,
    to: { name: invite.full_name, address: invite.email },
    subject: fill(content.email.subject).replaceAll(/\s+/g, ' '),
    text: `${body}\n\n${button}:\n${link}\n\n${content.company.name}\n`,
    html: layout({ body, button, link, company: content.company, pixel: `${link}/opened.gif` }).text,
    messageId: `<${invite.id}@${fromAddress.split('@').at(-1)}>`,
  };
}

interface Parts {
  body: string;
  button: string;
  link: string;
  company: { name: string; logoUrl: string };
  pixel: string;
}

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Tables and inline styles, because that is what mail programs draw alike. */
function layout({ body, button, link, company, pixel }: Parts): SafeHtml {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${company.name}</title>
${darkStyles}
</head>
<body class="page" style="margin:0;padding:0;background:#f3f4f6">
<div style="display:none;max-height:0;overflow:hidden">${body.slice(0, 120)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background:#ffffff;border-radius:16px;border:1px solid #e5e7eb">
<tr><td style="padding:32px 32px 0">
<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
<td style="padding-right:12px"><img src="${company.logoUrl}" width="40" height="40" alt="" style="display:block;border-radius:10px"></td>
<td class="ink" style="${font};font-size:17px;font-weight:600;color:#111827">${company.name}</td>
</tr></table>
</td></tr>
<tr><td class="ink" style="${font};padding:24px 32px 8px;font-size:16px;line-height:1.6;color:#111827">
${paragraphs(body, 'margin:0 0 16px')}
</td></tr>
<tr><td style="padding:8px 32px 28px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="button" style="border-radius:12px;background:#111827">
<a href="${link}" style="${font};display:inline-block;padding:14px 28px;font-size:16px;font-weight:600;color:#ffffff;text-decoration:none">${button}</a>
</td></tr></table>
</td></tr>
<tr><td class="soft" style="${font};padding:20px 32px 28px;border-top:1px solid #e5e7eb;font-size:13px;line-height:1.6;color:#6b7280">
If the button does not work, open this address:<br>
<a class="soft" href="${link}" style="color:#6b7280;word-break:break-all">${link}</a><br><br>
The link is yours alone: please do not forward it. ${company.name} never asks for your password by e-mail.
</td></tr>
</table>
</td></tr></table>
<img src="${pixel}" width="1" height="1" alt="" style="display:block;border:0">
</body>
</html>`;
}

const darkStyles = new SafeHtml(`<style>
@media (prefers-color-scheme: dark) {
  .page { background: #0c0f15 !important; }
  .card { background: #161b24 !important; border-color: #2a3240 !important; }
  .ink { color: #eef1f6 !important; }
  .soft { color: #9aa5b8 !important; border-color: #2a3240 !important; }
  .button { background: #3f6df2 !important; }
}
</style>`);
