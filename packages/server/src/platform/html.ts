// biome-ignore-all lint/style/noNonNullAssertion: the expression matches only these characters
const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** HTML that is safe to send. It was made by {@link html}, or is text of our own, such as a style sheet. */
export class SafeHtml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character]!);

/** A template tag. Every value is escaped unless it is {@link SafeHtml}. */
export function html(
  literals: TemplateStringsArray,
  ...values: (string | SafeHtml | SafeHtml[])[]
): SafeHtml {
  let text = literals[0] as string;
  values.forEach((value, index) => {
    text += typeof value === 'string' ? escapeHtml(value) : [value].flat().join('');
    text += literals[index + 1];
  });
  return new SafeHtml(text);
}

/** A single line break stays a line break. */
export const paragraphs = (text: string, style = ''): SafeHtml[] =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
    .map((paragraph) => {
      const lines = paragraph
        .split('\n')
        .map((line, index) => (index === 0 ? html`${line}` : html`<br>${line}`));
      return style ? html`<p style="${style}">${lines}</p>` : html`<p>${lines}</p>`;
    });
