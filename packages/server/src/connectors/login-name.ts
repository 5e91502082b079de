import type { LoginField } from '@winkwire/contract/widget-api';

type Fields = Partial<Record<LoginField, string>>;

/** The name that the user signed in with; null when the provider asks for none. */
export const givenLogin = (fields: Fields): string | null =>
  fields.username ?? fields.email ?? fields.phone ?? fields.ssn ?? null;

/** The same name in the form that may be stored and shown: only the end of a social security number. */
export const loginNameOf = (fields: Fields): string | null =>
  fields.username ?? fields.email ?? fields.phone ?? (fields.ssn ? `••••••${fields.ssn.slice(-4)}` : null);
