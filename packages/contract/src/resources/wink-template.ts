import Type from 'typebox';
import type { Hex } from '../colour.ts';
import { type ProviderType, providerTypes } from '../provider-types.ts';
import { exampleId, exampleTime } from '../schema/example-ids.ts';
import { dateTime, id, integer, oneOf, providerId, text } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { largestRadius, themeFonts, themeSchemes } from '../widget-theme.ts';

const Company = Type.Object({
  name: text(1, 200, {
    description: 'The name of the company that requests the data, as the widget shows it.',
  }),
  logoUrl: nullable(text(1, 500, { description: 'A picture at an https:// address.' })),
});

const Providers = Type.Object({
  ids: Type.Array(providerId, {
    maxItems: 500,
    description: 'Only these providers. An empty list permits all.',
  }),
  types: Type.Array(oneOf(Object.keys(providerTypes) as ProviderType[]), {
    maxItems: 20,
    description: 'Only providers of these types. An empty list permits all.',
  }),
  topIds: Type.Array(providerId, {
    maxItems: 10,
    description: 'These providers are shown first, in this order.',
  }),
});

const Options = Type.Object({
  enableUpload: Type.Boolean({
    description: 'Whether users may upload documents instead of linking an account.',
  }),
  enableSearchBar: Type.Boolean(),
  enableTypeBar: Type.Boolean(),
  enableConsentPage: Type.Boolean({
    description:
      'If false, a widget with only one provider has no consent page. The providers come from the option `providers` of the page, or else from `providers.ids`.',
  }),
});

const hex = (description: string) =>
  Type.Unsafe<Hex>(Type.String({ pattern: '^#[0-9a-fA-F]{6}$', maxLength: 7, description }));

const Colours = Type.Object(
  {
    accent: hex(
      'The colour of buttons and of the chosen entry, in the form #RRGGBB. Its contrast with `surface` must be at least 3.',
    ),
    surface: hex('The background, in the form #RRGGBB.'),
    text: hex('The colour of text, in the form #RRGGBB. Its contrast with `surface` must be at least 4.5.'),
  },
  {
    description: 'All other colours are derived from these three. Every text stays readable.',
  },
);

const Theme = Type.Object({
  scheme: oneOf(themeSchemes, {
    description:
      '`auto` follows the setting of the user’s browser. The page can override this scheme with the widget option `theme`.',
  }),
  light: nullable(Colours),
  dark: nullable(Colours),
  radius: nullable(
    integer(0, largestRadius, { description: 'The radius of the corners of buttons and fields, in pixels.' }),
  ),
  font: oneOf(themeFonts, { description: "A font of the user's device. Nothing is downloaded." }),
});
export type Theme = Type.Static<typeof Theme>;

const content = {
  company: Company,
  providers: Providers,
  options: Options,
  consentTemplateId: nullable(id('consentTemplate')),
  theme: nullable(Theme),
};

export const WinkTemplateContent = Type.Object(content);
export type WinkTemplateContent = Type.Static<typeof WinkTemplateContent>;

const contentExample: WinkTemplateContent = {
  company: { name: 'Acme Lending', logoUrl: null },
  providers: { ids: [], types: ['GIG', 'GOVERNMENT'], topIds: ['swiftlane'] },
  options: { enableUpload: true, enableSearchBar: true, enableTypeBar: true, enableConsentPage: true },
  consentTemplateId: null,
  theme: {
    scheme: 'auto',
    light: { accent: '#1d4ed8', surface: '#ffffff', text: '#111827' },
    dark: { accent: '#93c5fd', surface: '#111827', text: '#f3f4f6' },
    radius: 8,
    font: 'system',
  },
};

const name = text(1, 200, { description: 'Your name for the template. Users never see it.' });

export const WinkTemplate = Type.Object(
  { id: id('winkTemplate'), createdAt: dateTime, updatedAt: dateTime, name, ...content },
  {
    description:
      'Settings of the Wink Widget. A page selects them by `templateId`. The options of the page override them.',
    examples: [
      {
        id: exampleId('winkTemplate'),
        createdAt: exampleTime,
        updatedAt: exampleTime,
        name: 'Loan application',
        ...contentExample,
      },
    ],
  },
);
export type WinkTemplate = Type.Static<typeof WinkTemplate>;

/** A missing setting gets its default. */
export const WinkTemplateRequest = Type.Object(
  {
    name,
    company: Company,
    providers: Type.Optional(Type.Partial(Providers)),
    options: Type.Optional(Type.Partial(Options)),
    consentTemplateId: Type.Optional(content.consentTemplateId),
    theme: Type.Optional(content.theme),
  },
  { examples: [{ name: 'Loan application', ...contentExample }] },
);
export type WinkTemplateRequest = Type.Static<typeof WinkTemplateRequest>;
