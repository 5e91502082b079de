import Type from 'typebox';
import { languages } from '../languages.ts';
import { exampleId } from '../schema/example-ids.ts';
import { id, oneOf, text } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

const short = text(1, 200);
const long = text(1, 5000);
const webPage = Type.Object({ header: long, description: long, button: short });

const language = oneOf(languages, {
  description:
    'The language of these texts. The widget is in this language too, and so are the words that Winkwire adds to the e-mail and to the pages. If no language is given, the added words are in English, and the widget is in the language of the browser.',
});

const content = {
  name: text(1, 64, { description: 'Your name for this template.' }),
  company: Type.Object({ name: short, logoUrl: short }),
  email: Type.Object({
    sendEmail: Type.Boolean({
      description: 'If false, no e-mail is sent, and you pass on the address of the landing page.',
    }),
    senderName: short,
    replyAddress: text(1, 200, { format: 'email' }),
    subject: short,
    body: long,
  }),
  landingPage: webPage,
  successPage: webPage,
};

const example = {
  name: 'Loan application',
  company: { name: 'Acme Lending', logoUrl: 'https://example.com/logo.png' },
  email: {
    sendEmail: true,
    senderName: 'Acme Lending',
    replyAddress: 'help@example.com',
    subject: 'Connect your work account',
    body: 'Hello ${firstName}, one step is left: connect your work account.',
  },
  landingPage: { header: 'One step left', description: 'It takes a minute.', button: 'Start' },
  successPage: { header: 'Thank you', description: 'We will be in touch.', button: 'Connect another' },
};

export const InviteTemplate = Type.Object(
  { id: id('inviteTemplate'), ...content, language: nullable(language) },
  {
    description:
      'The wording of an invitation: its e-mail and its two pages. Texts may contain the placeholders `{{firstName}}`, `{{lastName}}`, `{{fullName}}`, `{{email}}` and `{{company.name}}`. The placeholders may also be written as `${firstName}` and so on, and `{{company.name}}` as `${companyName}`. Without a first name, `firstName` is the full name.',
    examples: [{ id: exampleId('inviteTemplate'), ...example, language: 'en' }],
  },
);
export type InviteTemplate = Type.Static<typeof InviteTemplate>;

const request = { ...content, language: Type.Optional(language) };

export const InviteTemplateCreateRequest = Type.Object(request, { examples: [example] });
export type InviteTemplateCreateRequest = Type.Static<typeof InviteTemplateCreateRequest>;

export const InviteTemplateUpdateRequest = Type.Object(request, { examples: [example] });
export type InviteTemplateUpdateRequest = Type.Static<typeof InviteTemplateUpdateRequest>;
