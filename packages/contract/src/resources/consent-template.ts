import Type from 'typebox';
import { exampleId, exampleTime } from '../schema/example-ids.ts';
import { dateTime, id, text } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

const consentType = text(1, 200, { description: 'The kind of consent, in your own words.' });
const title = text(1, 200, { description: 'The heading of the consent page.' });
const version = text(1, 64);
const consentMethod = text(0, 200, { description: 'How the user gives the consent, in your own words.' });
const consentText = text(1, 65_535, { description: 'The text that the user agrees to.' });

const wording = {
  consentType: 'DATA_SHARING',
  title: 'Share your work data with Acme',
  version: '1.0',
  consentMethod: 'CLICK',
  consentText: 'I let Acme read my employment and income data for this application.',
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
  },
  { examples: [wording] },
);
export type ConsentTemplateCreateRequest = Type.Static<typeof ConsentTemplateCreateRequest>;
