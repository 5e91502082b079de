/**
 * One entry of a settings file: a blank line, a comment, or `NAME=value`. A value in quotation marks may have several
 * lines. If the closing quotation mark is missing, the value ends with its line. A comment begins with `#`, or with `;`
 * as in an `EnvironmentFile` of systemd.
 */
export const settingsEntry =
  /[^\S\n]*(?:[#;][^\n]*|(?:export[^\S\n]+)?[\w.-]+[^\S\n]*=[^\S\n]*(?:(["'`]).*?\1[^\n]*|[^\n]*))?(?:\n|$)/gsy;
