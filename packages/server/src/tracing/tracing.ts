export interface Traced {
  /** A span that gets this text as its `parent` becomes a child of this span. */
  traceparent: string;
  end(outcome: { attributes: Attributes; error?: string | undefined }): void;
}

export type Attributes = Record<string, string | number | undefined>;

export interface NewSpan {
  name: string;
  /** `server` for an incoming request, `client` for an outgoing one. */
  kind: 'server' | 'client';
  /** The `traceparent` of the parent. Null starts a new trace. */
  parent: string | null;
  attributes: Attributes;
}

export interface Tracing {
  begin(span: NewSpan): Traced;
  close(): Promise<void>;
}

/** OpenTelemetry takes 60 ms and 10 MB to load, so it is loaded only if a collector is configured. */
export async function startTracing(endpoint: string | null): Promise<Tracing | undefined> {
  if (endpoint === null) return undefined;
  const { OpenTelemetry } = await import('./open-telemetry.ts');
  return new OpenTelemetry(endpoint);
}
