/**
 * Words that show that a text is a label or a heading, and not a person's name. The name of a company may contain one
 * of these words if it also contains one of `companyForms`.
 */
const labelWords =
  /\b(names?|no|number|id|date|period|departments?|position|designation|code|pay|payslip|salary|amount|total|earnings|deductions|tin|sss|address|status|signature|bank|account|page|tax|certificate|employee|employer|staff|taxpayer)\b/i;

const companyForms =
  /\b(inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|pte|pvt|private|plc|gmbh|tbk|pt|cv|cooperative|foundation|bank|university|group|holdings|cc|ag|bv|nv|sarl|srl|spa|sdn|bhd|oy|aps)\b\.?/i;

/**
 * Legal forms that could be mistaken for words or initials. They count only at the end of a name, and only with these
 * capital and small letters.
 */
const companyEndings =
  /[\p{L}.)&] (?:SA|S\.A\.|SAS|S\.A\.S\.|SpA|S\.p\.A\.|S\.r\.l\.|Sàrl|S\.à r\.l\.|S\.L\.|A\/S|KG|OHG|e\.V\.|Oyj|Kft|Zrt|Lda|Ltda|K\.K\.|JSC|N\.V\.|B\.V\.|a\.s\.|s\.r\.o\.|d\.o\.o\.)\.?$/u;
/** Text that begins with a digit is probably a house number and a street. */
const startsWithDigit = /^\d/;
/** A line that begins with four words in capitals, such as the printed text of a form. */
const lineOfCapitals = /^(?:\p{Lu}[^\p{Ll}]*\s){4}/u;

const endsInLegalForm = (name: string): boolean =>
  companyEndings.test(name) && !startsWithDigit.test(name) && !lineOfCapitals.test(name);

/** Parses a person's name: two to eight words of letters. */
export function parsePersonName(raw: string): string | undefined {
  const text = tidy(raw);
  if (!/^\p{L}[\p{L}\p{M}.'’, -]{2,79}$/u.test(text) || labelWords.test(text)) return undefined;
  const words = text.split(/[ ,]+/).filter(Boolean);
  return words.length >= 2 && words.length <= 8 ? text : undefined;
}

export function parseCompanyName(raw: string): string | undefined {
  const text = tidy(raw);
  if (text.length > 120 || !/\p{L}{2}/u.test(text) || /:$/.test(text)) return undefined;
  if (labelWords.test(text) && !companyForms.test(text)) return undefined;
  return text;
}

/**
 * Parses a text of at most nine words as a company's name, if it contains a word such as `Inc` or `Bank`, or ends in a
 * legal form.
 */
export function parseCompanyHeading(raw: string): string | undefined {
  const name = parseCompanyName(raw);
  return name &&
    (companyForms.test(name) || endsInLegalForm(name)) &&
    name.split(' ').length <= 9 &&
    !/[:;?!]/.test(name)
    ? name
    : undefined;
}

/**
 * Parses a registration number and removes its separators. It has 6 to 20 letters and digits, at least four of them
 * digits. An amount with two decimals is not accepted.
 */
export function parseIdNumber(raw: string): string | undefined {
  // The recogniser may read a capital S before digits as `$`.
  const text = withoutNotes(tidy(raw)).replace(/^\$(?=\d)/, 'S');
  // A phrase such as `Applied for in 2026` is refused, and so are two numbers with ` / ` between them.
  if (/\b[A-Za-z]{2,} [A-Za-z]{2,}\b| \/ /.test(text)) return undefined;
  if (!/^[A-Za-z0-9][A-Za-z0-9 ./-]{4,29}$/.test(text) || /^[\d ]{1,9}\.\d{2}$/.test(text)) return undefined;
  const characters = text.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
  const digits = characters.replace(/\D/g, '').length;
  return characters.length >= 6 && characters.length <= 20 && digits >= 4 ? characters : undefined;
}

/** Removes what stands around a number but is no part of it, as in `VAT 472-815-306-000 (verified) *`. */
const withoutNotes = (text: string): string =>
  text
    .replace(/[‐-―−]/g, '-')
    .replace(/^(?:(?:non-?)?vat|tin|sss|no|nr|number)[.:]? (?=\d)/i, '')
    .replace(/(?: ?\([^()\d]*\)| ?[*†‡]| (?:non-?)?vat)+$/i, '');

/**
 * Legal forms without vowels. A word of a person's name has vowels, so it is not mistaken for one of these forms. LLC
 * is left out, because lawyers write LLB and LLM after their names.
 */
const formsWithoutVowels = ['Tbk', 'GmbH', 'Ltd', 'Bhd', 'Pty'];

/**
 * Corrects one misread letter in a legal form at the end of a company's name: the recogniser may read `Tbk` as `Thk`.
 * Only a word without vowels is corrected.
 */
export function withLegalForm(text: string): string {
  const [, name = '', last = '', end = ''] =
    /^(.* )([B-DF-HJ-NP-TV-Z][b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z]{2,3})(\.?)$/.exec(text) ?? [];
  const forms = formsWithoutVowels.filter(
    (form) =>
      form.length === last.length && [...form].filter((letter, at) => letter !== last[at]).length === 1,
  );
  return forms.length === 1 ? `${name}${forms[0]}${end}` : text;
}

/** Corrects a Roman II or III at the end of a text: the recogniser may read `Engineer II` as `Engineer Il`. */
export const withRomanNumeral = (text: string): string =>
  text.replace(/(?<= )[I[|][Il1[\]|]{1,2}$/, (numeral) => 'I'.repeat(numeral.length));

const tidy = (raw: string) => raw.replace(/\s+/g, ' ').replace(/^[\s:.-]+|[\s:;-]+$/g, '');
