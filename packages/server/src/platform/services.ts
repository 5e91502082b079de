import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import type { Tracing } from '../tracing/tracing.ts';
import type { SecretBox } from './secret-box.ts';

/** What operations and actions are given; made once, by `startServer`. */
export interface Services {
  config: Config;
  store: Store;
  log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
  /** Where every part registers its Prometheus metrics. */
  metrics: Registry;
  /** Absent while traces are off. */
  tracing?: Tracing | undefined;
  /** Seals what must not lie in the database as it is. */
  secrets: SecretBox;
  /** 32 bytes each, the current one first; other keys are derived from them, never used as they are. */
  encryptionKeys: readonly Buffer[];
  /** Where users and receivers reach us, without a slash at its end; settled once we listen. */
  publicUrl: string;
  /** Where this process reaches itself, likewise settled. */
  localUrl: string;
}
