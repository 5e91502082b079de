import { valueKindOf } from '@winkwire/contract/value-kind';

export function fieldFault(name: string, value: string | number): string | undefined {
  switch (valueKindOf(name)) {
    case 'number':
      return typeof value === 'number'
        ? undefined
        : `${name} is a quantity. Give a number, such as 29100.25.`;
    case 'date':
      return isDay(value) ? undefined : `${name} is a date. Give a day in the form YYYY-MM-DD.`;
    case 'currency':
      return /^[A-Z]{3}$/.test(String(value)) ? undefined : 'currency: give a code such as PHP.';
    case 'text':
      return isText(value)
        ? undefined
        : `${name} is text. Give at least one character, and no invisible characters.`;
  }
}

function isDay(value: string | number): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

const isText = (value: string | number): boolean =>
  typeof value === 'string' && value !== '' && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value);
