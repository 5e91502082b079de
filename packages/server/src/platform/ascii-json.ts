const beyond = /[\u007f-\uffff]/;
const eachBeyond = /[\u007f-\uffff]/g;

/**
 * JSON in plain ASCII. A character outside of ASCII is written as `\uXXXX`, and a surrogate pair as two of these.
 * Therefore a receiver that decodes a body as ISO-8859-1, or joins its chunks as text, still gets the bytes that were
 * signed.
 */
export function asciiJson(value: unknown): string {
  const json = JSON.stringify(value);
  return beyond.test(json) ? escapeBeyond(json) : json;
}

export const escapeBeyond = (text: string): string => text.replace(eachBeyond, escaped);

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
