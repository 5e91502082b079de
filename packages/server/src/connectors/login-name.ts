import { type LoginField, loginFields } from '@winkwire/contract/widget-api';

type Fields = Partial<Record<LoginField, string>>;

const whole = (value: string): string => value;

/**
 * How a login is stored and shown. Of a social security number, only the last four digits stay. Logins with the same
 * stored form share one count of wrong passwords.
 */
const shownForms: Record<LoginField, ((value: string) => string) | null> = {
  username: whole,
  email: whole,
  phone: whole,
  ssn: (ssn) => `••••••${ssn.replace(/[^\p{L}\p{N}]/gu, '').slice(-4)}`,
  password: null,
};

/** The login that the user typed. Null if no field of the sign-in is a login. */
export function givenLogin(fields: Fields): string | null {
  const field = namingField(fields);
  return field === undefined ? null : (fields[field] ?? null);
}

/** The login as it is stored and shown. Null if no field of the sign-in is a login. */
export function loginNameOf(fields: Fields): string | null {
  const field = namingField(fields);
  return field === undefined ? null : (shownForms[field]?.(fields[field] ?? '') ?? null);
}

const namingField = (fields: Fields): LoginField | undefined =>
  loginFields.find((field) => shownForms[field] !== null && fields[field] !== undefined);
