// biome-ignore-all lint/style/noNonNullAssertion: the constructor refuses an empty list
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * Thrown when a sealed value was changed, or when no configured key can open it. Only this value is affected: work that
 * needs other values can continue.
 */
export class SecretUnreadable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SecretUnreadable';
  }
}

/**
 * Encrypts values for the database with AES-256-GCM and a 12-byte nonce. Each encrypted value names its key, so keys
 * can be replaced: new values use the first key, and older values are decrypted with the key that they name.
 */
export class SecretBox {
  readonly #keys: Map<string, Uint8Array>;
  /** The name of the key that seals new values. */
  readonly currentKey: string;

  /** Keys of 32 bytes, the current one first. */
  constructor(keys: readonly Uint8Array[]) {
    if (keys.length === 0 || keys.some((key) => key.length !== 32)) {
      throw new Error('At least one encryption key is required, and each key must have 32 bytes.');
    }
    this.#keys = new Map(keys.map((key) => [nameOf(key), key]));
    this.currentKey = nameOf(keys[0]!);
  }

  seal(text: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#keys.get(this.currentKey)!, nonce);
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${this.currentKey}.${sealed.toString('base64url')}`;
  }

  open(sealed: string): string {
    const [name = '', text = ''] = sealed.split('.');
    const key = this.#keys.get(name);
    if (!key)
      throw new SecretUnreadable(`The value was encrypted with key ${name}, which is not configured.`);
    try {
      return decrypt(key, Buffer.from(text, 'base64url'));
    } catch {
      throw new SecretUnreadable('The ciphertext was tampered with or corrupted.');
    }
  }

  opens(sealed: string): boolean {
    try {
      this.open(sealed);
      return true;
    } catch (error) {
      if (error instanceof SecretUnreadable) return false;
      throw error;
    }
  }

  /** Whether a value was sealed with a key other than the current one. */
  isOld(sealed: string): boolean {
    return !sealed.startsWith(`${this.currentKey}.`);
  }
}

function decrypt(key: Uint8Array, bytes: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
}

/** Eight hex digits that identify a key. The key cannot be computed from them. */
function nameOf(key: Uint8Array): string {
  const cipher = createCipheriv('aes-256-ecb', key, null);
  return cipher.update(Buffer.alloc(16)).subarray(0, 4).toString('hex');
}
