import Type from 'typebox';
import { country, oneOf } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

const line = nullable(Type.String());
const degrees = (name: string) =>
  nullable(
    Type.String({ pattern: '^[+-]?\\d{1,3}(\\.\\d{1,6})?$', description: `${name} in degrees, as text.` }),
  );

const addressTags = [
  'Primary',
  'Secondary',
  'Home',
  'Work',
  'Mailing',
  'Foreign',
  'Billing',
  'Permanent',
  'Shipping',
] as const;

export const addressExample = {
  fullAddress: '12 Mabini Street, Quezon City 1100, PH',
  line1: '12 Mabini Street',
  line2: null,
  city: 'Quezon City',
  region: 'Metro Manila',
  zip: '1100',
  country: 'PH',
  latitude: '14.676041',
  longitude: '121.0437',
  type: 'Primary' as const,
  tags: ['Home' as const],
};

export const Address = Type.Object(
  {
    fullAddress: line,
    line1: line,
    line2: line,
    city: line,
    region: line,
    zip: line,
    country: nullable(country),
    latitude: degrees('Latitude'),
    longitude: degrees('Longitude'),
    type: nullable(oneOf(['Primary', 'Secondary'])),
    tags: Type.Optional(Type.Array(oneOf(addressTags), { description: 'What the address is used for.' })),
  },
  { examples: [addressExample] },
);
export type Address = Type.Static<typeof Address>;
