/**
 * The texts for the plural categories of a language. `other` also serves each category that is missing. In a text,
 * `{count}` stands for the number.
 */
export type CountForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** The text for this number, in the plural form and the notation of the language: “1 result”, “12 results”. */
export function formatCount(forms: CountForms, count: number, language: string): string {
  const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
  return form.replace('{count}', new Intl.NumberFormat(language).format(count));
}
