import { directionAttributes } from '../domain/direction-attributes.ts';
import { fillVariables } from '../domain/fill-variables.ts';
import { inviteTexts } from '../domain/invite-texts.ts';
import { inviteVariables } from '../domain/invite-variables.ts';
import { type InviteRow, inviteContent, landingPageUrl } from '../domain/invites.ts';
import type { Services } from '../platform/services.ts';
import type { Mail } from './mail.ts';
import { mailLayout } from './mail-layout.ts';

export function inviteMail(
  invite: InviteRow,
  services: Pick<Services, 'config' | 'publicUrl'>,
  fromAddress: string,
): Mail {
  const content = inviteContent(invite, services);
  const language = content.language ?? 'en';
  const texts = inviteTexts[language];
  const fill = (text: string) => fillVariables(text, inviteVariables({ invite, company: content.company }));
  const link = landingPageUrl(services.publicUrl, invite);
  const body = fill(content.email.body);
  const button = fill(content.landingPage.button);
  return {
    from: { name: fill(content.email.senderName), address: fromAddress },
    replyTo: content.email.replyAddress,
    to: { name: invite.full_name, address: invite.email },
    subject: fill(content.email.subject).replaceAll(/\s+/g, ' '),
    text: `${body}\n\n${button}:\n${link}\n\n${content.company.name}\n`,
    html: mailLayout({
      body,
      button,
      ...(content.language === null && { ownAttributes: directionAttributes(content.email.body, body) }),
      link,
      company: content.company,
      language,
      noButton: texts.noButton,
      note: texts.mailNote(content.company.name),
      pixel: `${link}/opened.gif`,
    }),
    messageId: `<${invite.id}@${fromAddress.split('@').at(-1)}>`,
  };
}
