import leven from 'leven';
import { date } from './field-kind.ts';

const ordinal = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const forms = [
  String.raw`[a-z]+\.? ${ordinal},? \d{4}`,
  String.raw`${ordinal}(?: day)?(?: of)? [a-z]+\.?,? \d{4}`,
  String.raw`\d{4}-\d{2}-\d{2}`,
  String.raw`\d{1,2}-[a-z]{3,9}-\d{4}`,
  String.raw`\d{1,2}[-/.]\d{1,2}[-/.]\d{4}`,
];
/** A date, or a day such as `the 30th of June 2024`. */
const day = `(?:the )?(${forms.join('|')})`;
const until = '(?:to|until|up to|up to and including|till|through)';
const salary = String.raw`(?:(?:monthly|annual|gross|basic) (?:[a-z]+ )?(?:salary|compensation|pay)|(?<!starting |initial |previous )\bsalary)`;
const amountsTo = '(?:of|amounting to|equivalent to|totals|totalling)';
export const prose = {
  employee: /certify that (?:mr\.?|ms\.?|mrs\.?)? ?([\p{L}.' -]{3,80}?),? (?:is|was|has been|had been)\b/iu,
  employer: /employed (?:by|with|at) ([\p{L}\p{N}&.,' -]{3,100}?),? (?:as|since|from|in the)\b/iu,
  position: /\bas (?:an? )?([\p{L} /&-]{3,60}?)(?:,| since| from| in the| with| until|\.)/iu,
  start: new RegExp(`(?:since|from) ${day}`, 'i'),
  end: new RegExp(`(?:\\b${until}|\\d{4} [-–—]) ${day}`, 'i'),
  /** The day of a resignation or a retirement, as in `until her resignation on 30 June 2024`. */
  ended: new RegExp(
    `\\b(?:(?:until|till|up to) [a-z' ]{3,40} on|(?:resigned|retired|resignation|retirement|separation) (?:on|effective)) ${day}`,
    'i',
  ),
  issued: new RegExp(`\\b(?:issued|given|signed) (?:this|on) ${day}`, 'i'),
  salary: new RegExp(
    `${salary} (?:${amountsTo}|is|was) (?:[a-z, -]{3,90}\\()?([^\\s(]{0,4} ?[\\d.,]{4,20}\\d)`,
    'i',
  ),
};
/** The rest of a sentence. It may contain a full stop without a space, as in `30.06.2024`. */
const sentence = String.raw`((?:[^.]|\.(?=\S)){4,90})`;
/** Patterns of sentences that name a value in any form. Each pattern captures the text in the place of the value. */
export const named = {
  end: new RegExp(
    `(?:since|from) ${day},? ${until} (?!(?:the )?(?:pres|curr)|date|now|this|today|further|such)${sentence}`,
    'i',
  ),
  salary: new RegExp(`${salary} ${amountsTo} ${sentence}`, 'i'),
};

/** Whether a text from `named.end` names the end of an employment, and not, for example, a team. */
export const isNamedEnd = (text: string): boolean =>
  /^.{0,20}(?:resign|retire|separat|terminat)|^(?:the )?end of /i.test(text) ||
  (/^.{0,25}\d/.test(text) && date(undefined).isValue(text.slice(0, 40), false));
export const isNamedSalary = (text: string): boolean =>
  /\d{4}|\d[.,]\d{2}|\b(?:hundred|thousand|million)\b/i.test(text);
/** Patterns of sentences whose value was misread. Each pattern captures the text in the place of the value. */
export const unreadProse = {
  end: new RegExp(
    `(?:since|from) ${day},? (?:(?:to|until|up to) (?!(?:the )?pres|date|now|this)([^.]{4,20})|\\S{1,6} ${day})`,
    'i',
  ),
  issued: /\b(?:issued|given|signed) (?:this|on)(?: the)? ((?:[a-z]{3,9}\.? )?\S{0,3}\d.{3,20})/i,
  salary: /(?:monthly|annual|gross|basic) (?:salary|compensation|pay) of (\S{0,4} ?\S{0,3}\d.{2,16})/i,
};
const dayAfterWord = new RegExp(`\\b([a-z]{4,8}) (?:this|on)(?: the)? ${day}`, 'gi');

export const valueIn = (letter: string, pattern: RegExp | null): string =>
  withoutDayOf(pattern?.exec(letter)?.slice(1).findLast(Boolean) ?? '');

/** Shortens `12th day of July` and `12th of July` to `12th July`. */
const withoutDayOf = (text: string): string => text.replace(/ (?:day )?of (?=[a-z])/i, ' ');

/** The date after a misread `issued`, as in `Igsued this 12 July 2026`. */
export function dayOfMisspelt(letter: string): string {
  for (const [, word = '', text = ''] of letter.matchAll(dayAfterWord))
    if (leven(word.toLowerCase(), 'issued') === 1) return withoutDayOf(text);
  return '';
}
