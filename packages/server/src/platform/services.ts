import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import type { Tracing } from '../tracing/tracing.ts';
import type { Leases } from './lease.ts';
import type { SecretBox } from './secret-box.ts';

export interface Services {
  config: Config;
  store: Store;
  /** Names this process among those that share the database. */
  processId: string;
  leases: Leases;
  log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
  metrics: Registry;
  /** Absent while tracing is off. */
  tracing?: Tracing | undefined;
  /** Encrypts values that must not be stored in plain text. */
  secrets: SecretBox;
  /**
   * The encryption keys, with the current key first. Only `secrets` may use them directly. Derive a key for every other
   * purpose.
   */
  encryptionKeys: readonly Buffer[];
  /** The address for users and receivers, without a final slash. Known once the server listens. */
  publicUrl: string;
  /** The address at which this process reaches itself. Known once the server listens. */
  localUrl: string;
}
