// biome-ignore-all lint/style/noNonNullAssertion: the constructor refuses an empty list
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Thrown if a value was changed, or if no configured key can open it. Other values may still be readable. */
export class SecretUnreadable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SecretUnreadable';
  }
}

/**
 * Encrypts with AES-256-GCM. Each encrypted value contains the name of its key, so older keys can still open it. New
 * values use the first key.
 */
export class SecretBox {
  readonly #keys: Map<string, Uint8Array>;
  /** The name of the key for new values. */
  readonly currentKey: string;

  /** Keys of 32 bytes, the current key first. */
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

  isOld(sealed: string): boolean {
    return !sealed.startsWith(`${this.currentKey}.`);
  }
}

function decrypt(key: Uint8Array, bytes: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
}

/** Eight hex digits, from which the key cannot be computed. */
function nameOf(key: Uint8Array): string {
  const cipher = createCipheriv('aes-256-ecb', key, null);
  return cipher.update(Buffer.alloc(16)).subarray(0, 4).toString('hex');
}
