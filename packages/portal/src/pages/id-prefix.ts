/** The prefix of an id, such as `wh`. Undefined if the text does not have the form of an id. */
export const idPrefix = (text: string): string | undefined => /^(.+)-[0-9a-f]{32}$/.exec(text)?.[1];
