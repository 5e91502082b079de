import { type KeyOptions, type Keys, prepareKeys } from './verify-signature.ts';
import { WebhookError } from './webhook-error.ts';

export type Secrets = KeyOptions['secrets'];

export interface KeySourceOptions extends Omit<KeyOptions, 'secrets'> {
  /**
   * The endpoint's secret, or both secrets during a rotation. May also be a function. The function is called at
   * the first request, so that an application can be built where its secrets are not known.
   */
  secrets?: Secrets | (() => Secrets | Promise<Secrets>);
}

/**
 * Prepares the keys once. Throws TypeError if the given secrets cannot be used. If a function returns secrets that
 * cannot be used, the promise rejects with NO_SECRET. The next request then calls the function again.
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
