import Type from 'typebox';
import { exampleId, exampleTime } from '../schema/example-ids.ts';
import { dateTime, id, text } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

const consentType = text(1, 200, { description: 'The kind of consent, in your own words.' });
const title = text(1, 200, { description: 'The heading of the consent page.' });
const version = text(1, 64);
const consentMethod = text(0, 200, { description: 'How the user gives the consent, in your own words.' });
const consentText = text(1, 65_535, { description: 'The text that the user agrees to.' });

const language = text(2, 35, { description: 'The language of the text, as a BCP 47 tag.' });
const privacyUrl = text(1, 500, {
  description: 'Your privacy notice, at an https:// address. The consent page links to it.',
});

const Translation = Type.Object({ language, title: Type.Optional(nullable(title)), consentText });
export type ConsentTranslation = Type.Static<typeof Translation>;
const translations = Type.Array(Translation, {
  maxItems: 20,
  description:
    'The same text in other languages. If a translation is in the language of the widget, the widget shows it. Otherwise, the widget shows `consentText`.',
});

const wording = {
  consentType: 'DATA_SHARING',
  title: 'Share your work data with Acme',
  version: '1.0',
  consentMethod: 'CLICK',
  consentText: 'I let Acme read my employment and income data for this application.',
  language: 'en',
  translations: [
    {
      language: 'es',
      title: 'Comparte tus datos laborales con Acme',
      consentText: 'Permito que Acme lea mis datos de empleo e ingresos para esta solicitud.',
    },
  ],
  privacyUrl: 'https://acme.example/privacy',
};

export const ConsentTemplate = Type.Object(
  {
    id: id('consentTemplate'),
    createdAt: dateTime,
    consentType,
    title: nullable(title),
    version,
    consentMethod: nullable(consentMethod),
    consentText,
    language: nullable(language),
    translations,
    privacyUrl: nullable(privacyUrl),
  },
  {
    description: 'The texts of a consent page.',
    examples: [{ id: exampleId('consentTemplate'), createdAt: exampleTime, ...wording }],
  },
);
export type ConsentTemplate = Type.Static<typeof ConsentTemplate>;

export const ConsentTemplateCreateRequest = Type.Object(
  {
    consentType,
    title: Type.Optional(title),
    version,
    consentMethod: Type.Optional(consentMethod),
    consentText,
    language: Type.Optional(nullable(language)),
    translations: Type.Optional(translations),
    privacyUrl: Type.Optional(nullable(privacyUrl)),
  },
  { examples: [wording] },
);
export type ConsentTemplateCreateRequest = Type.Static<typeof ConsentTemplateCreateRequest>;
