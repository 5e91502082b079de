const beyond = /[\u007f-\uffff]/;
const eachBeyond = /[\u007f-\uffff]/g;

/**
 * JSON in plain ASCII. A receiver that decodes it as ISO-8859-1, or joins its chunks as text, still gets the signed
 * bytes.
 */
export function asciiJson(value: unknown): string {
  const json = JSON.stringify(value);
  return beyond.test(json) ? escapeBeyond(json) : json;
}

export const escapeBeyond = (text: string): string => text.replace(eachBeyond, escaped);

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
