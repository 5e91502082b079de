import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Config } from './config.ts';
import type { Store } from './store/store.ts';

/** What operations and actions are given; made once, by `startServer`. */
export interface Services {
  config: Config;
  store: Store;
  log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
  /** Where every part registers its Prometheus metrics. */
  metrics: Registry;
  /** 32-byte keys, newest first: it encrypts, any of them decrypts. */
  secretsKeys: readonly [Uint8Array, ...Uint8Array[]];
  /** Where users and receivers reach us, without a slash at its end; settled once we listen. */
  publicUrl: string;
}
