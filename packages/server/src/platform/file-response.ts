/** Sent without an envelope. */
export class FileResponse {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly headers: Record<string, string>;

  /** `type` is the content type. `headers` contains further headers, such as `content-disposition`. */
  constructor(type: string, bytes: Uint8Array, headers: Record<string, string> = {}) {
    this.type = type;
    this.bytes = bytes;
    this.headers = headers;
  }
}
