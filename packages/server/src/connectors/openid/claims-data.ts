import type { IDToken } from 'openid-client';
import type { Connector, Datapoints, Json } from '../connector.ts';

/** The stored claims describe the user's identity. No token is stored. */
const kept = [
  'sub',
  'name',
  'given_name',
  'middle_name',
  'family_name',
  'gender',
  'birthdate',
  'email',
  'phone_number',
  'profile',
  'picture',
  'address',
] as const;

export const connectionOf = (claims: IDToken): Json =>
  Object.fromEntries(kept.filter((name) => claims[name] !== undefined).map((name) => [name, claims[name]]));

/** For a provider that offers only the user's identity. */
export const claimsData: Pick<Connector, 'fetch' | 'refresh' | 'revoke'> = {
  fetch: async ({ connection }) => ({ identity: [identityOf(connection)] }),
  // Without a token, nothing can be read again.
  refresh: async () => ({ added: {}, updated: {} }),
  async revoke() {},
};

function identityOf(claims: Json): Required<Datapoints>['identity'][number] {
  const email = text(claims.email);
  const phone = text(claims.phone_number);
  const address = claims.address as Json | undefined;
  return {
    fullName: text(claims.name),
    firstName: text(claims.given_name),
    middleName: text(claims.middle_name),
    lastName: text(claims.family_name),
    suffix: null,
    gender: genderOf(claims.gender),
    dob: matching(claims.birthdate, /^\d{4}-\d{2}-\d{2}$/),
    maritalStatus: null,
    countryResidence: matching(address?.country, /^[A-Z]{2}$/),
    citizenship: null,
    photoUrl: text(claims.picture),
    referenceId: text(claims.sub),
    profileUrl: text(claims.profile),
    latestEmployerName: null,
    emails: email ? [{ address: email, type: 'Primary' }] : [],
    phones: phone && /^\+[1-9]\d{1,14}$/.test(phone) ? [{ number: phone, type: 'Unspecified' }] : [],
    socialProfiles: [],
    addresses: address ? [addressOf(address)] : [],
  };
}

function addressOf(address: Json): Required<Datapoints>['identity'][number]['addresses'][number] {
  return {
    fullAddress: text(address.formatted),
    line1: text(address.street_address),
    line2: null,
    city: text(address.locality),
    region: text(address.region),
    zip: text(address.postal_code),
    country: matching(address.country, /^[A-Z]{2}$/),
    latitude: null,
    longitude: null,
    type: 'Primary',
    tags: [],
  };
}

const genderOf = (claim: unknown): 'Male' | 'Female' | null =>
  claim === 'male' ? 'Male' : claim === 'female' ? 'Female' : null;

const text = (claim: unknown): string | null => (typeof claim === 'string' && claim !== '' ? claim : null);
const matching = (claim: unknown, pattern: RegExp): string | null =>
  pattern.test(text(claim) ?? '') ? text(claim) : null;
