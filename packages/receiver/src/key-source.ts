import { type KeyOptions, type Keys, prepareKeys } from './verify-signature.ts';
import { WebhookError } from './webhook-error.ts';

/** A value, or a function that returns it. */
type Source<Value> = Value | (() => Value | Promise<Value>);

export interface KeySourceOptions {
  /**
   * The endpoint's secret, or both secrets during a rotation. A function can return them instead. It is not called
   * before the first request, so a build of the application does not need the secrets.
   */
  secrets?: Source<KeyOptions['secrets']>;
  /**
   * The public keys, in the form `whpk_...`, of a webhook whose deliveries are signed with ed25519. A function can
   * return them instead, as for `secrets`.
   */
  publicKeys?: Source<KeyOptions['publicKeys']>;
}

/**
 * Returns a function that resolves with the prepared keys. Throws TypeError if there is no key, or if a key cannot be
 * used.
 *
 * If `secrets` or `publicKeys` is a function, `keySource` does not call it yet, and so it does not throw. Instead, the
 * promise of the keys rejects with NO_SECRET if a key is missing or cannot be used, or if the function fails. The next
 * request then calls the function again.
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
