/** The text for each plural category of a language. If a category has no text, `other` is used. */
export type CountForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** Such as “1 result” or “12 results”. */
export function formatCount(forms: CountForms, count: number, language: string): string {
  const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
  return form.replace('{count}', new Intl.NumberFormat(language).format(count));
}
