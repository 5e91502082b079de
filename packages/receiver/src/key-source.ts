import { type KeyOptions, type Keys, prepareKeys } from './verify-signature.ts';
import { WebhookError } from './webhook-error.ts';

type Source<Value> = Value | (() => Value | Promise<Value>);

export interface KeySourceOptions {
  /**
   * The endpoint's secret, or both secrets during a rotation. If you pass a function that returns them, it is called at
   * the first request, and your build needs no secrets.
   */
  secrets?: Source<KeyOptions['secrets']>;
  /** The public keys, `whpk_...`, of a webhook that signs with ed25519, or a function that returns them. */
  publicKeys?: Source<KeyOptions['publicKeys']>;
}

/**
 * Returns a function that resolves with the prepared keys. Throws TypeError if a key is missing or cannot be used.
 *
 * If an option is a function, nothing is thrown here. The promise rejects with NO_SECRET instead, and the next request
 * calls the function again.
 */
export function keySource({ secrets, publicKeys }: KeySourceOptions): () => Promise<Keys> {
  if (typeof secrets !== 'function' && typeof publicKeys !== 'function') {
    const keys = Promise.resolve(prepareKeys({ secrets, publicKeys }));
    return () => keys;
  }
  let keys: Promise<Keys> | undefined;
  return () => {
    keys ??= readKeys({ secrets, publicKeys }).catch((cause) => {
      keys = undefined;
      throw new WebhookError('NO_SECRET', { cause });
    });
    return keys;
  };
}

const readKeys = async ({ secrets, publicKeys }: KeySourceOptions): Promise<Keys> =>
  prepareKeys({
    secrets: typeof secrets === 'function' ? await secrets() : secrets,
    publicKeys: typeof publicKeys === 'function' ? await publicKeys() : publicKeys,
  });
