/** A span that has begun. */
export interface Traced {
  /** W3C trace context that names it as the parent of what follows. */
  traceparent: string;
  /** Ends it; with `error`, as failed for that reason. */
  end(outcome: { attributes: Attributes; error?: string | undefined }): void;
}

export type Attributes = Record<string, string | number | undefined>;

export interface NewSpan {
  name: string;
  /** `server`: we are asked; `client`: we ask. */
  kind: 'server' | 'client';
  /** The `traceparent` of what caused it; a trace of its own without. */
  parent: string | null;
  attributes: Attributes;
}

/** Where spans go. Absent from the services while traces are off. */
export interface Tracing {
  begin(span: NewSpan): Traced;
  /** Sends what was not sent yet. */
  close(): Promise<void>;
}

/** The library is loaded only where traces were asked for: it costs 60 ms and 10 MB at start. */
export async function startTracing(endpoint: string | null): Promise<Tracing | undefined> {
  if (endpoint === null) return undefined;
  const { OpenTelemetry } = await import('./open-telemetry.ts');
  return new OpenTelemetry(endpoint);
}
