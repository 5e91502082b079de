import Type from 'typebox';
import { exampleId } from '../schema/example-ids.ts';
import { country, date, id, oneOf, phoneNumber } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { Address, addressExample } from './address.ts';
import { withMetadata } from './datapoint.ts';

export const genders = ['Male', 'Female', 'Non-binary'] as const;
export const maritalStatuses = [
  'Divorced',
  'Married',
  'Separated',
  'Single',
  'Widowed',
  'Lifetime Partner',
] as const;

const name = nullable(Type.String());
const citizenships = ['Citizen', 'Resident Alien', 'Non-resident Alien', 'Undocumented', 'Others'] as const;

const Email = Type.Object({
  address: nullable(Type.String({ format: 'email' })),
  type: nullable(oneOf(['Primary', 'Secondary', 'Work', 'Personal'])),
});
const Phone = Type.Object({
  number: nullable(phoneNumber),
  type: nullable(oneOf(['Mobile', 'Fixed', 'Unspecified'])),
});
const SocialProfile = Type.Object({
  socialUrl: nullable(Type.String()),
  type: nullable(oneOf(['Twitter', 'Facebook', 'LinkedIn', 'Others'])),
});

export const IdentityPayload = Type.Object(
  {
    id: id('identity'),
    fullName: nullable(Type.String()),
    firstName: name,
    middleName: name,
    lastName: name,
    suffix: name,
    gender: nullable(oneOf(genders)),
    dob: nullable(date),
    maritalStatus: nullable(oneOf(maritalStatuses)),
    countryResidence: nullable(country),
    citizenship: nullable(oneOf(citizenships)),
    photoUrl: nullable(Type.String()),
    referenceId: nullable(Type.String({ description: "The user's number at the source." })),
    profileUrl: nullable(Type.String()),
    latestEmployerName: nullable(Type.String()),
    emails: Type.Array(Email),
    phones: Type.Array(Phone),
    socialProfiles: Type.Array(SocialProfile),
    addresses: Type.Array(Address),
  },
  {
    description: 'The identity of the user, as the source knows it.',
    examples: [
      {
        id: exampleId('identity'),
        fullName: 'George Palomero Jr.',
        firstName: 'George',
        middleName: null,
        lastName: 'Palomero',
        suffix: 'Jr.',
        gender: 'Male',
        dob: '1990-02-14',
        maritalStatus: 'Married',
        countryResidence: 'PH',
        citizenship: 'Citizen',
        photoUrl: null,
        referenceId: '3300000008',
        profileUrl: null,
        latestEmployerName: 'QuickRide',
        emails: [{ address: 'gpalomero1234@smileapi.io', type: 'Primary' }],
        phones: [{ number: '+639559991234', type: 'Mobile' }],
        socialProfiles: [],
        addresses: [addressExample],
      },
    ],
  },
);
export type IdentityPayload = Type.Static<typeof IdentityPayload>;

export const Identity = withMetadata(IdentityPayload);
export type Identity = Type.Static<typeof Identity>;
