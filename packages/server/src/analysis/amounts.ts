// biome-ignore-all lint/style/noNonNullAssertion: the expression has matched, so its groups exist
/** Signs and words for currencies, besides ISO 4217 codes. A `$` alone is ambiguous. */
const currencySigns: [RegExp, string][] = [
  [/₱|\bpesos?\b/i, 'PHP'],
  [/\brp\.?(?=\s{0,2}\d)|\brupiah\b/i, 'IDR'],
  [/(?<!U)S\$/i, 'SGD'],
  [/₹|\brs\.?(?=\s{0,2}\d)|\brupees\b/i, 'INR'],
  [/US\$/i, 'USD'],
  [/€/, 'EUR'],
  [/£/, 'GBP'],
  [/\brm(?=\s{0,2}\d)/i, 'MYR'],
  [/฿/, 'THB'],
  [/₫/, 'VND'],
  [/(?<!C)A\$/, 'AUD'],
  [/CA\$/, 'CAD'],
  [/HK\$/, 'HKD'],
  [/\bFr\.(?=\s{0,2}\d)/, 'CHF'],
  [/\bR(?=\s{0,2}\d{1,3}[ ,.]\d)/, 'ZAR'],
];

/** The ISO 4217 codes in documents. Codes that are also words, such as ALL or TRY, are left out. */
const codes =
  /\b(AED|AUD|BDT|BRL|CAD|CHF|CNY|CZK|DKK|EGP|EUR|GBP|GHS|HKD|HUF|IDR|ILS|INR|JPY|KES|KRW|LKR|MXN|MYR|NGN|NOK|NPR|NZD|PHP|PKR|PLN|QAR|RON|SAR|SEK|SGD|THB|TWD|UAH|USD|VND|ZAR)\b/g;

/** The currency that a text mentions. Undefined if it mentions none, or more than one. */
export function currencyOf(text: string): string | undefined {
  const signs = currencySigns.filter(([sign]) => sign.test(text)).map(([, code]) => code);
  const named = new Set([...signs, ...(text.match(codes) ?? [])]);
  return named.size === 1 ? [...named][0] : undefined;
}

/** The recogniser may misread the apostrophe of a Swiss amount, as in `6°947.55`. */
const misreadApostrophe = /(?<=\d)[°"*](?=\d{3}\.\d\d$)/;

/**
 * Parses an amount, with or without a currency, in the notation of most countries: `PHP 32,500.00`, `Rp12.500.000`,
 * `1.234,56`, `1,23,456.78`, `12 500,00`, `(250.00)`, `250.00-`.
 */
export function parseAmount(raw: string): number | undefined {
  const match =
    /^(\(|-)?\s?(?:[A-Za-z]{0,3}[$₱₹€£฿₫]|[A-Za-z]{2,3}\.?|R(?= ?\d))?\s?(-)?(\d[\d.,:;' ]*)([A-Za-z]{3}|-)?\s?(\))?$/.exec(
      raw.slice(0, 60).trim().replace(misreadApostrophe, "'"),
    );
  if (!match) return undefined;
  const [, before, inner, digits, after, closing] = match;
  // If only one parenthesis was recognised, the sign is not known.
  if ((before === '(') !== (closing !== undefined)) return undefined;
  // In `Rp 5.000,-`, the dash means that there are no cents. After a digit, it is a minus.
  const hasNoCents = after === '-' && /[.,]\s*$/.test(digits!);
  const compact = digits!.trim().replace(/[' ]/g, '');
  const size = parseMisread(hasNoCents ? compact.slice(0, -1) : compact);
  if (size === undefined) return undefined;
  return before || inner || (after === '-' && !hasNoCents) ? -size : size;
}

/**
 * Parses digits in which one separator was misread as `:` or `;`, as in `5:474.29`. Three digits must follow, because
 * `5:47` may be a time of day.
 */
function parseMisread(digits: string): number | undefined {
  if (!/[:;]/.test(digits)) return parseDigits(digits);
  if (!/^\d+(?:[.,]\d+)*[:;]\d{3}(?:[.,]\d+)*$/.test(digits) || !/[.,]/.test(digits)) return undefined;
  const possible = [',', '.'].map((separator) => parseDigits(digits.replace(/[:;]/, separator)));
  const [amount, ...others] = new Set(possible.filter((value) => value !== undefined));
  return others.length === 0 ? amount : undefined;
}

/** Parses digits with separators. One or two digits after the last separator are decimals. */
function parseDigits(digits: string): number | undefined {
  const decimal = /[.,](\d{1,2})$/.exec(digits);
  const whole = decimal ? digits.slice(0, decimal.index) : digits;
  const groups = whole.split(/[.,]/);
  if (new Set(whole.match(/[.,]/g)).size > 1) return undefined;
  if (groups.some((group, index) => (index === 0 ? group.length === 0 : ![2, 3].includes(group.length)))) {
    return undefined;
  }
  if (groups.length > 1 && groups.at(-1)?.length !== 3) return undefined;
  const amount = Number(`${groups.join('')}.${decimal?.[1] ?? '0'}`);
  return amount <= 1e13 ? amount : undefined;
}
