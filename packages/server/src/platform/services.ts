import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import type { Tracing } from '../tracing/tracing.ts';
import type { Leases } from './lease.ts';
import type { SecretBox } from './secret-box.ts';

/** What operations and actions get. Created once, by `startServer`. */
export interface Services {
  config: Config;
  store: Store;
  /** This process among others, in leases and in the list of egress addresses. */
  processId: string;
  /** Which process has which background work. */
  leases: Leases;
  log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
  /** The registry of all Prometheus metrics. */
  metrics: Registry;
  /** Absent while tracing is off. */
  tracing?: Tracing | undefined;
  /** Encrypts values that must not be stored in plain text. */
  secrets: SecretBox;
  /** Keys of 32 bytes, the current one first. Other keys are derived from them; they are never used directly. */
  encryptionKeys: readonly Buffer[];
  /** The address at which users and receivers reach us, without a final slash. Known once the server listens. */
  publicUrl: string;
  /** The address at which this process reaches itself. Known once the server listens. */
  localUrl: string;
}
