export type DecodedFile = { bytes: Uint8Array } | { fault: 'NOT_BASE64' | 'TOO_LARGE' };

/**
 * Decodes base64 from JSON while it arrives, so that the whole text is never in memory. Fails for characters that
 * Buffer would ignore, except line breaks.
 */
export class Base64Reader {
  readonly #largest: number;
  #parts: Buffer[] = [];
  #size = 0;
  #fault: 'NOT_BASE64' | 'TOO_LARGE' | undefined;
  /** The start of an unfinished escape. */
  #escape = '';
  /** At most four characters. They may contain the file's padding, so they are decoded last. */
  #rest = '';

  constructor(largest: number) {
    this.#largest = largest;
  }

  add(json: Buffer): void {
    if (this.#fault) return;
    const text = this.#unescape(this.#escape + json.toString('latin1'));
    if (text === undefined) {
      this.#fail('NOT_BASE64');
      return;
    }
    const characters = this.#rest + text;
    const whole = Math.max(0, Math.ceil(characters.length / 4) * 4 - 4);
    this.#rest = characters.slice(whole);
    this.#decode(characters.slice(0, whole));
  }

  end(): DecodedFile {
    if (this.#escape) this.#fail('NOT_BASE64');
    const last = this.#rest.replace(/={1,2}$/, '');
    if (/[^A-Za-z0-9+/]/.test(last) || last.length === 1) this.#fail('NOT_BASE64');
    this.#keep(Buffer.from(last, 'base64'));
    return this.#fault ? { fault: this.#fault } : { bytes: new Uint8Array(Buffer.concat(this.#parts)) };
  }

  #decode(characters: string): void {
    const bytes = Buffer.from(characters, 'base64');
    // The result is too short if Buffer has ignored a character or found padding in the middle. Buffer also accepts `-`
    // and `_`, which are base64url.
    const isBase64Url = characters.includes('-') || characters.includes('_');
    if (isBase64Url || bytes.length !== (characters.length / 4) * 3) this.#fail('NOT_BASE64');
    else this.#keep(bytes);
  }

  #keep(bytes: Buffer): void {
    this.#size += bytes.length;
    if (this.#size > this.#largest) this.#fail('TOO_LARGE');
    else this.#parts.push(bytes);
  }

  #fail(fault: 'NOT_BASE64' | 'TOO_LARGE'): void {
    this.#fault = fault;
    this.#parts = [];
  }

  /**
   * Resolves JSON escapes: many encoders write `\/`, some `\u002B`, and some `\r\n`. Undefined if the result cannot be
   * base64.
   */
  #unescape(json: string): string | undefined {
    const last = json.lastIndexOf('\\');
    this.#escape = '';
    if (last === -1) return json;
    const isWhole = json.length - last >= (json[last + 1] === 'u' ? 6 : 2);
    const whole = isWhole ? json : json.slice(0, last);
    if (!isWhole) this.#escape = json.slice(last);
    try {
      const text = (JSON.parse(`"${whole}"`) as string).replace(/[\r\n]+/g, '');
      // No real encoder writes mostly escapes, but an attacker could send them to waste CPU time.
      return whole.length > 1000 && text.length < whole.length / 2 ? undefined : text;
    } catch {
      return undefined;
    }
  }
}
