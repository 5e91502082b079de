/** Removes invisible characters, such as the marks that keyboards and copied texts put around numbers. */
export const withoutInvisible = (text: string): string => text.replace(/\p{Cf}/gu, '');

/** Without invisible characters, and with the digits of every script as 0 to 9. */
export const withPlainDigits = (text: string): string =>
  withoutInvisible(text).replace(/\p{Nd}/gu, plainDigit);

/** Keeps only digits and the letters A to Z, because pasted codes often contain spaces and dashes. */
export const codeOf = (text: string): string => withPlainDigits(text).replace(/[^0-9a-z]/gi, '');

/** In Unicode, the ten digits of a script follow each other from zero to nine. */
function plainDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}
