/**
 * Words of labels and headings. A person's name has none, and a company's name only together with one of
 * `companyForms`.
 */
const labelWords =
  /\b(names?|no|number|id|date|period|departments?|position|designation|code|pay|payslip|salary|amount|total|earnings|deductions|tin|sss|address|status|signature|bank|account|page|tax|certificate|employee|employer|staff|taxpayer)\b/i;

const companyForms =
  /\b(inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|pte|pvt|private|plc|gmbh|tbk|pt|cv|cooperative|foundation|bank|university|group|holdings|cc|ag|bv|nv|sarl|srl|spa|sdn|bhd|oy|aps)\b\.?/i;

/** Legal forms that could be mistaken for words or initials. They count only at the end of a name, in this spelling. */
const companyEndings =
  /[\p{L}.)&] (?:SA|S\.A\.|SAS|S\.A\.S\.|SpA|S\.p\.A\.|S\.r\.l\.|Sàrl|S\.à r\.l\.|S\.L\.|A\/S|KG|OHG|e\.V\.|Oyj|Kft|Zrt|Lda|Ltda|K\.K\.|JSC|N\.V\.|B\.V\.|a\.s\.|s\.r\.o\.|d\.o\.o\.)\.?$/u;
/** A text that begins with a digit is probably a house number and a street. */
const startsWithDigit = /^\d/;
/** Four words in capitals, such as the printed text of a form. */
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

/** Parses the name of a company: at most nine words, with a legal form or a word such as `Inc` or `Bank`. */
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
 * Parses a registration number without its separators: 6 to 20 letters and digits, with at least four digits. Refuses
 * amounts.
 */
export function parseIdNumber(raw: string): string | undefined {
  // The recogniser may read a capital S before digits as `$`.
  const text = withoutNotes(tidy(raw)).replace(/^\$(?=\d)/, 'S');
  // Refuses phrases such as `Applied for in 2026`, and two numbers with ` / ` between them.
  if (/\b[A-Za-z]{2,} [A-Za-z]{2,}\b| \/ /.test(text)) return undefined;
  if (!/^[A-Za-z0-9][A-Za-z0-9 ./-]{4,29}$/.test(text) || /^[\d ]{1,9}\.\d{2}$/.test(text)) return undefined;
  const characters = text.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
  const digits = characters.replace(/\D/g, '').length;
  return characters.length >= 6 && characters.length <= 20 && digits >= 4 ? characters : undefined;
}

/** Removes what stands around a number, as in `VAT 472-815-306-000 (verified) *`. */
const withoutNotes = (text: string): string =>
  text
    .replace(/[‐-―−]/g, '-')
    .replace(/^(?:(?:non-?)?vat|tin|sss|no|nr|number)[.:]? (?=\d)/i, '')
    .replace(/(?: ?\([^()\d]*\)| ?[*†‡]| (?:non-?)?vat)+$/i, '');

/**
 * Legal forms without vowels, so that no word of a person's name resembles them. LLC is left out, because it resembles
 * the degrees LLB and LLM.
 */
const formsWithoutVowels = ['Tbk', 'GmbH', 'Ltd', 'Bhd', 'Pty'];

/** Corrects one misread letter in the legal form of a company's name: `Thk` becomes `Tbk`. */
export function withLegalForm(text: string): string {
  const [, name = '', last = '', end = ''] =
    /^(.* )([B-DF-HJ-NP-TV-Z][b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z]{2,3})(\.?)$/.exec(text) ?? [];
  const forms = formsWithoutVowels.filter(
    (form) =>
      form.length === last.length && [...form].filter((letter, at) => letter !== last[at]).length === 1,
  );
  return forms.length === 1 ? `${name}${forms[0]}${end}` : text;
}

/** Corrects a Roman II or III at the end of a text: `Engineer Il` becomes `Engineer II`. */
export const withRomanNumeral = (text: string): string =>
  text.replace(/(?<= )[I[|][Il1[\]|]{1,2}$/, (numeral) => 'I'.repeat(numeral.length));

const tidy = (raw: string) => raw.replace(/\s+/g, ' ').replace(/^[\s:.-]+|[\s:;-]+$/g, '');
