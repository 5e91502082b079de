/** A client of the REST API, as a customer could write it. */
export interface WinkwireClient {
  /** Resolves to the response's `data`. Rejects with {@link WinkwireError} after an error status or no response. */
  request<Data>(method: string, path: string, body?: object): Promise<Data>;
}

export class WinkwireError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'WinkwireError';
    this.status = status;
    this.code = code;
  }
}

interface Envelope<Data> {
  code: string;
  message: string;
  data: Data;
}

export function createWinkwireClient(options: { url: string; key: string; secret: string }): WinkwireClient {
  const credentials = Buffer.from(`${options.key}:${options.secret}`).toString('base64');
  return {
    async request<Data>(method: string, path: string, body?: object) {
      const response = await reach(new URL(path, options.url), {
        method,
        headers: {
          authorization: `Basic ${credentials}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        body: body ? JSON.stringify(body) : null,
      });
      const envelope = (await response.json()) as Envelope<Data>;
      if (!response.ok) throw new WinkwireError(response.status, envelope.code, envelope.message);
      return envelope.data;
    },
  };
}

async function reach(url: URL, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    const { code } = (error as { cause?: { code?: string } }).cause ?? {};
    throw new WinkwireError(
      503,
      'SERVER_UNAVAILABLE',
      `No server responds at ${url.origin} (${code ?? error}).`,
    );
  }
}
