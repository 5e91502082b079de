export interface Traced {
  /** The W3C trace context that names this span as the parent of later ones. */
  traceparent: string;
  /** If `error` is set, it says why the span failed. */
  end(outcome: { attributes: Attributes; error?: string | undefined }): void;
}

export type Attributes = Record<string, string | number | undefined>;

export interface NewSpan {
  name: string;
  /** `server` for an incoming request, `client` for an outgoing one. */
  kind: 'server' | 'client';
  /** The `traceparent` of the span that caused this one. If it is null, a new trace starts. */
  parent: string | null;
  attributes: Attributes;
}

/** Creates spans. While tracing is off, the services contain no `Tracing`. */
export interface Tracing {
  begin(span: NewSpan): Traced;
  /** Sends the spans that have not been sent yet. */
  close(): Promise<void>;
}

/**
 * Starts tracing if the URL of a collector is given. OpenTelemetry takes 60 ms and 10 MB to load, so it is
 * loaded only in that case.
 */
export async function startTracing(endpoint: string | null): Promise<Tracing | undefined> {
  if (endpoint === null) return undefined;
  const { OpenTelemetry } = await import('./open-telemetry.ts');
  return new OpenTelemetry(endpoint);
}
