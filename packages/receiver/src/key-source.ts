import { type KeyOptions, type Keys, prepareKeys } from './verify-signature.ts';
import { WebhookError } from './webhook-error.ts';

export type Secrets = KeyOptions['secrets'];

export interface KeySourceOptions extends Omit<KeyOptions, 'secrets'> {
  /**
   * The endpoint's secret; while it is being changed, both. A function is called at the first request, so that an
   * application can be built where its secrets are not known.
   */
  secrets?: Secrets | (() => Secrets | Promise<Secrets>);
}

/**
 * The keys to verify with, prepared once. Throws TypeError at once when secrets are given and cannot be used.
 * What a function gives is found out later: then the promise rejects with NO_SECRET, and the next request asks again.
 */
export function keySource({ secrets, publicKeys }: KeySourceOptions): () => Promise<Keys> {
  if (typeof secrets !== 'function') {
    const keys = Promise.resolve(prepareKeys({ secrets, publicKeys }));
    return () => keys;
  }
  let keys: Promise<Keys> | undefined;
  return () => {
    keys ??= readKeys(secrets, publicKeys).catch((cause) => {
      keys = undefined;
      throw new WebhookError('NO_SECRET', { cause });
    });
    return keys;
  };
}

async function readKeys(
  secrets: () => Secrets | Promise<Secrets>,
  publicKeys: KeyOptions['publicKeys'],
): Promise<Keys> {
  return prepareKeys({ secrets: await secrets(), publicKeys });
}
