import type { InviteTemplateCreateRequest } from '@winkwire/contract/resources';
import { createInviteTemplate } from '../actions/create-invite-template.ts';
import type { Services } from '../platform/services.ts';
import { caller, openArchiveServices } from './archive-services.ts';

export const template: InviteTemplateCreateRequest = {
  name: 'Loan application',
  company: { name: 'Harbor & Sons', logoUrl: 'https://harbor.example/logo.png' },
  email: {
    sendEmail: true,
    senderName: '${companyName} loans',
    replyAddress: 'loans@harbor.example',
    subject: '${firstName}, one step is left',
    body: 'Hello ${firstName},\n\nplease link your work account at ${companyName}.',
  },
  landingPage: {
    header: 'Welcome, ${fullName}',
    description: 'It takes a minute.',
    button: 'Link my account',
  },
  successPage: { header: 'Thank you', description: 'We will be in touch.', button: 'Link another' },
};

/**
 * Services with a clock that the test controls, and two invite templates. Only one of the templates sends an e-mail.
 */
export async function openInviteServices(smtpUrl: string | null) {
  const opened = await openArchiveServices();
  let now = Date.parse('2026-04-21T09:30:00Z');
  const services: Services = {
    ...opened.services,
    now: () => now,
    config: { ...opened.services.config, smtpUrl, mailFrom: 'invitations@winkwire.example' },
  };
  const templateWithMail = await createInviteTemplate(services, caller, template);
  const silent = await createInviteTemplate(services, caller, {
    ...template,
    email: { ...template.email, sendEmail: false },
  });
  return {
    services,
    templateWithMail: templateWithMail.id,
    silent: silent.id,
    pass(milliseconds: number) {
      now += milliseconds;
    },
    [Symbol.asyncDispose]: opened[Symbol.asyncDispose],
  };
}
