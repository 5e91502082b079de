import { type LoginField, loginFields } from '@winkwire/contract/widget-api';

type Fields = Partial<Record<LoginField, string>>;

const whole = (value: string): string => value;

/**
 * The form in which each kind of login is stored and shown. Of a social security number, only the last digits are
 * kept. Null for a field that is no login. Wrong passwords are counted by this form, so without a login nobody else
 * is locked out.
 */
const shownForms: Record<LoginField, ((value: string) => string) | null> = {
  username: whole,
  email: whole,
  phone: whole,
  ssn: (ssn) => `••••••${ssn.slice(-4)}`,
  password: null,
};

/** The login that the user typed. Null if the provider requires none. */
export function givenLogin(fields: Fields): string | null {
  const field = namingField(fields);
  return field === undefined ? null : (fields[field] ?? null);
}

/** The login in the form that may be stored and shown. */
export function loginNameOf(fields: Fields): string | null {
  const field = namingField(fields);
  return field === undefined ? null : (shownForms[field]?.(fields[field] ?? '') ?? null);
}

const namingField = (fields: Fields): LoginField | undefined =>
  loginFields.find((field) => shownForms[field] !== null && fields[field] !== undefined);
