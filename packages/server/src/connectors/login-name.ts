import { type LoginField, loginFields } from '@winkwire/contract/widget-api';

type Fields = Partial<Record<LoginField, string>>;

const whole = (value: string): string => value;

/**
 * How a field that names the login is stored and shown: only the end of a social security number. Null when the field
 * names no login. Wrong passwords are counted by this name, so a login without one is never locked for others.
 */
const shownForms: Record<LoginField, ((value: string) => string) | null> = {
  username: whole,
  email: whole,
  phone: whole,
  ssn: (ssn) => `••••••${ssn.slice(-4)}`,
  password: null,
};

/** The name that the user signed in with; null when the provider asks for none. */
export function givenLogin(fields: Fields): string | null {
  const field = namingField(fields);
  return field === undefined ? null : (fields[field] ?? null);
}

/** The same name in the form that may be stored and shown. */
export function loginNameOf(fields: Fields): string | null {
  const field = namingField(fields);
  return field === undefined ? null : (shownForms[field]?.(fields[field] ?? '') ?? null);
}

const namingField = (fields: Fields): LoginField | undefined =>
  loginFields.find((field) => shownForms[field] !== null && fields[field] !== undefined);
