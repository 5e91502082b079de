/** What became of a file's base64: its bytes, or why there are none. */
export type DecodedFile = { bytes: Uint8Array } | { fault: 'NOT_BASE64' | 'TOO_LARGE' };

/**
 * Decodes base64 out of a JSON text while it arrives, so that neither the text nor the file is held twice. Strict: what
 * Buffer would skip in silence is a wrong file. Line breaks are what encoders put in, and no fault.
 */
export class Base64Reader {
  readonly #largest: number;
  #parts: Buffer[] = [];
  #size = 0;
  #fault: 'NOT_BASE64' | 'TOO_LARGE' | undefined;
  /** The beginning of an escape whose end is still to come. */
  #escape = '';
  /** One to four characters: the last of a file may be padding. */
  #rest = '';

  constructor(largest: number) {
    this.#largest = largest;
  }

  /** Takes the next bytes of the text as they stand between its quotes, escapes and all. */
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
    // Each character that is skipped, or ends the file too early, leaves fewer bytes. `-` and `_` are of another base64.
    const isOther = characters.includes('-') || characters.includes('_');
    if (isOther || bytes.length !== (characters.length / 4) * 3) this.#fail('NOT_BASE64');
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

  /** Many encoders write `\/`, some `\u002B`, and `\r\n` between lines. Undefined where no base64 can come of it. */
  #unescape(json: string): string | undefined {
    const last = json.lastIndexOf('\\');
    this.#escape = '';
    if (last === -1) return json;
    const isWhole = json.length - last >= (json[last + 1] === 'u' ? 6 : 2);
    const whole = isWhole ? json : json.slice(0, last);
    if (!isWhole) this.#escape = json.slice(last);
    try {
      const text = (JSON.parse(`"${whole}"`) as string).replace(/[\r\n]+/g, '');
      // Only somebody who wants to keep us busy escapes every character.
      return whole.length > 1000 && text.length < whole.length / 2 ? undefined : text;
    } catch {
      return undefined;
    }
  }
}
