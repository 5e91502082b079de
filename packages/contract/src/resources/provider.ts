import Type from 'typebox';
import { datapointNames } from '../datapoints.ts';
import {
  type ProviderSubType,
  type ProviderType,
  providerSubTypes,
  providerTypes,
} from '../provider-types.ts';
import { oneOf, providerId } from '../schema/fields.ts';

export const Provider = Type.Object(
  {
    id: providerId,
    name: Type.String({ description: 'The name that people use.' }),
    longName: Type.String({ description: 'The full or legal name.' }),
    logoUrl: Type.String({ description: 'The URL of the logo.' }),
    type: oneOf(Object.keys(providerTypes) as ProviderType[]),
    typeLabel: oneOf(Object.values(providerTypes), { description: 'The name of the type, as users see it.' }),
    subType: oneOf(Object.keys(providerSubTypes) as ProviderSubType[]),
    subTypeLabel: oneOf(Object.values(providerSubTypes), {
      description: 'The name of the subtype, as users see it.',
    }),
    active: Type.Boolean({ description: 'Whether the provider works at the moment.' }),
    enabled: Type.Boolean({ description: 'Whether you may use the provider.' }),
    mfa: Type.Boolean({ description: 'Whether the login can require a second factor.' }),
    accountConnection: Type.Boolean({
      description: 'Whether users can link an account at the provider.',
    }),
    supported: Type.Array(oneOf(datapointNames), {
      description: 'The kinds of data that the provider can have.',
    }),
    monitorSupported: Type.Boolean({
      description: 'Whether accounts at the provider can be kept up to date.',
    }),
  },
  {
    description: 'A company or authority that has data about the work and income of users.',
    examples: [
      {
        id: 'quickride',
        name: 'QuickRide',
        longName: 'QuickRide Mobility Inc.',
        logoUrl: 'https://example.com/logos/quickride.svg',
        type: 'GIG',
        typeLabel: 'Gig Platform',
        subType: 'TRANSPORTATION',
        subTypeLabel: 'Transport and Delivery',
        active: true,
        enabled: true,
        mfa: true,
        accountConnection: true,
        supported: ['IDENTITIES', 'INCOMES', 'TRANSACTIONS'],
        monitorSupported: true,
      },
    ],
  },
);
export type Provider = Type.Static<typeof Provider>;
