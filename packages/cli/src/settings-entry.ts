/**
 * A blank line, a comment, or `NAME=value`. Values in quotation marks may have several lines. A `;` also begins a
 * comment.
 */
export const settingsEntry =
  /[^\S\n]*(?:[#;][^\n]*|(?:export[^\S\n]+)?[\w.-]+[^\S\n]*=[^\S\n]*(?:(["'`]).*?\1[^\n]*|[^\n]*))?(?:\n|$)/gsy;
