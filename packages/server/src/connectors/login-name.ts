import { type LoginField, loginFields } from '@winkwire/contract/widget-api';

type Fields = Partial<Record<LoginField, string>>;

const whole = (value: string): string => value;

/**
 * For each field, a function that converts a login to the form in which it is stored and shown. Null for a field that
 * is not a login. Of a social security number, only the last four digits are kept, whether or not it was typed with
 * dashes or blanks. Two logins with the same stored form share one count of wrong passwords, even if they were typed
 * differently.
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

/**
 * The login that the user typed, in the form in which it is stored and shown. Null if no field of the sign-in
 * is a login.
 */
export function loginNameOf(fields: Fields): string | null {
  const field = namingField(fields);
  return field === undefined ? null : (shownForms[field]?.(fields[field] ?? '') ?? null);
}

const namingField = (fields: Fields): LoginField | undefined =>
  loginFields.find((field) => shownForms[field] !== null && fields[field] !== undefined);
