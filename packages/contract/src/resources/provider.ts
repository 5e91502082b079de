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
    name: Type.String({ description: 'What people call it.' }),
    longName: Type.String({ description: 'Its full or legal name.' }),
    logoUrl: Type.String({ description: 'Address of its picture.' }),
    type: oneOf(Object.keys(providerTypes) as ProviderType[]),
    typeLabel: oneOf(Object.values(providerTypes), { description: 'The type, for a reader.' }),
    subType: oneOf(Object.keys(providerSubTypes) as ProviderSubType[]),
    subTypeLabel: oneOf(Object.values(providerSubTypes), { description: 'The subtype, for a reader.' }),
    active: Type.Boolean({ description: 'Whether it works at the moment.' }),
    enabled: Type.Boolean({ description: 'Whether you may use it.' }),
    mfa: Type.Boolean({ description: 'Whether its login can ask for a second factor.' }),
    accountConnection: Type.Boolean({
      description: 'Whether users can log in to it; otherwise they upload.',
    }),
    supported: Type.Array(oneOf(datapointNames), { description: 'The kinds of data it can yield.' }),
    monitorSupported: Type.Boolean({ description: 'Whether its accounts can be kept up to date.' }),
  },
  {
    description: 'A source of employment and income data.',
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
