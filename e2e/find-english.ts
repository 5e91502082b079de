import type { Language } from '../packages/contract/src/languages.ts';

/** Words that are the same in every language, and the texts that tests type into forms. */
const names = [
  ...['Winkwire', 'Northwind Lending', 'Parcel Pond', 'Civic Pension', 'Swiftlane', 'Nookly', 'Bazaarloom'],
  ...['Peoplehub', 'Harbour Bakery', 'Cebu', 'George', 'error_ACCOUNT_LOCKED', 'NBI', 'zzz', 'parcel'],
  ...['march.pdf', 'notes.docx', 'smileapi.io', 'PDF', 'PNG', 'JPG', 'TIFF', 'HEIC', 'SMS'],
];
const same = new RegExp([...names.map((name) => name.replaceAll('.', '\\.')), '[kM]B\\b'].join('|'), 'g');

/** Loan words and names that are the same in Filipino and in English. */
const loanWords = ['Account', 'Code', 'Password', 'Payslip', 'Certificate of employment', 'NBI clearance'];
const latinScript: Language[] = ['en', 'es', 'fil', 'id', 'vi'];

/**
 * The texts that are still English. In a language with another script, two Latin letters in a row are enough. A single
 * one may stand for a missing logo.
 */
export function findEnglish(texts: string[], language: Language, english: ReadonlySet<string>): string[] {
  const own = texts.filter((text) => /[a-z]{2}/i.test(text.replace(same, '')));
  if (!latinScript.includes(language)) return own;
  return own.filter((text) => english.has(text) && !(language === 'fil' && loanWords.includes(text)));
}
