import { type KeyOptions, type Keys, prepareKeys } from './verify-signature.ts';
import { WebhookError } from './webhook-error.ts';

export type Secrets = KeyOptions['secrets'];

export interface KeySourceOptions extends Omit<KeyOptions, 'secrets'> {
  /**
   * The endpoint's secret, or both secrets during a rotation. A function can return them instead. It is not called
   * before the first request, so a build of the application does not need the secrets.
   */
  secrets?: Secrets | (() => Secrets | Promise<Secrets>);
}

/**
 * Returns a function that resolves with the prepared keys. Throws TypeError if there is no key, or if a key cannot be
 * used. If `secrets` is a function, `keySource` does not throw: the promise of the keys rejects with NO_SECRET for the
 * same errors, and also if `secrets` fails. The next request then calls `secrets` again.
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
