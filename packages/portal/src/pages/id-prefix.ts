/** Such as `wh`. Undefined if the text is not an id. */
export const idPrefix = (text: string): string | undefined => /^(.+)-[0-9a-f]{32}$/.exec(text)?.[1];
