import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import type { Tracing } from '../tracing/tracing.ts';
import type { Leases } from './lease.ts';
import type { SecretBox } from './secret-box.ts';

/** The objects that operations, actions and background work use. */
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
   * Keys of 32 bytes, with the current one first. Only `secrets` uses them directly. Derive a key from them for every
   * other purpose.
   */
  encryptionKeys: readonly Buffer[];
  /**
   * The address at which users and receivers reach this server, without a final slash. Known once the server listens.
   */
  publicUrl: string;
  /** The address at which this process reaches itself. Known once the server listens. */
  localUrl: string;
}
