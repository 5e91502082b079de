import type { LoginField } from '@winkwire/contract/widget-api';

type Fields = Partial<Record<LoginField, string>>;

/** What the user called themselves; null where nothing is asked. */
export const givenLogin = (fields: Fields): string | null =>
  fields.username ?? fields.email ?? fields.phone ?? fields.ssn ?? null;

/** The same as it may be kept and told: of a social security number only the end. */
export const loginNameOf = (fields: Fields): string | null =>
  fields.username ?? fields.email ?? fields.phone ?? (fields.ssn ? `••••••${fields.ssn.slice(-4)}` : null);
