import { randomBytes, scryptSync } from 'node:crypto';
import { SecretBox, SecretUnreadable } from '../platform/secret-box.ts';
import { BackupError } from './backup-error.ts';

export interface SealedKeys {
  /** Base64. */
  salt: string;
  scrypt: { N: number; r: number; p: number };
  /** The keys as JSON, sealed with AES-256-GCM. */
  sealed: string;
}

export const shortestPassphrase = 12;

/** The cost parameters of scrypt. Each guess of the passphrase takes about 0.3 s and 128 MB. */
const cost = { N: 2 ** 17, r: 8, p: 1 };
/**
 * The maximum memory that scrypt may use, in bytes. Its cost parameters come from the archive, which a stranger may
 * have made to use up the memory.
 */
const mostMemory = 512 * 1024 * 1024;

export function sealKeys(keys: readonly Buffer[], passphrase: string): SealedKeys {
  const salt = randomBytes(16);
  const box = boxOf(passphrase, salt, cost);
  const sealed = box.seal(JSON.stringify(keys.map((key) => key.toString('hex'))));
  return { salt: salt.toString('base64'), scrypt: cost, sealed };
}

/**
 * Throws BackupError if the passphrase is wrong, if `sealed` is malformed, or if scrypt refuses the cost parameters.
 */
export function openKeys({ salt, scrypt, sealed }: SealedKeys, passphrase: string): Buffer[] {
  try {
    const box = boxOf(passphrase, Buffer.from(salt, 'base64'), scrypt);
    return (JSON.parse(box.open(sealed)) as string[]).map((hex) => Buffer.from(hex, 'hex'));
  } catch (error) {
    if (!(error instanceof SecretUnreadable)) {
      throw new BackupError(
        `The key in this archive cannot be opened (${(error as Error).message}). Use another archive.`,
      );
    }
    throw new BackupError(
      'The passphrase does not open the key in this archive. Give the passphrase with which the archive was made.',
    );
  }
}

const boxOf = (passphrase: string, salt: Buffer, costs: SealedKeys['scrypt']): SecretBox =>
  new SecretBox([scryptSync(passphrase.normalize('NFC'), salt, 32, { ...costs, maxmem: mostMemory })]);
