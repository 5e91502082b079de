import { smileKey, standardKey } from './keys.ts';
import type { Keys } from './verify-signature.ts';

interface SecretMistake {
  message: string;
  /** Returns the secret without the mistake, or the unchanged secret if it cannot contain this mistake. */
  undo(secret: string): string;
}

/**
 * The mistakes, in the order in which they are undone. A secret may contain several, such as quotation marks and then a
 * line break.
 */
const secretMistakes: readonly SecretMistake[] = [
  {
    message:
      'The secret has white space around it, such as the line break at the end of a file. Trim the secret.',
    undo: (secret) => secret.trim(),
  },
  {
    message:
      'The secret is in quotation marks, which `docker --env-file` keeps. Remove them where the secret is set.',
    undo: (secret) => secret.replace(/^(["'])(.*)\1$/s, '$2'),
  },
  {
    message: 'The secret ends in a line break that is written as `\\n` or `\\r\\n`. Remove these characters.',
    undo: (secret) => secret.replace(/(\\[nr])+$/, ''),
  },
  {
    message:
      'The secret lacks its beginning `whsec_`, which is part of the secret. Pass on the whole secret.',
    undo: (secret) => (secret.startsWith('whsec_') ? secret : `whsec_${secret}`),
  },
];

/** Undoes one mistake after the other. Each message names all mistakes undone so far. */
export function* withoutSecretMistakes(keys: Keys): Generator<{ message: string; keys: Keys }> {
  const messages: string[] = [];
  let secrets = keys.smile.map((key) => key.export().toString());
  for (const { message, undo } of secretMistakes) {
    const changed = secrets.map(undo).filter((secret) => secret !== '');
    if (changed.join() === secrets.join()) continue;
    secrets = changed;
    messages.push(message);
    yield {
      message: messages.join(' '),
      keys: { ...keys, smile: secrets.map(smileKey), v1: secrets.map(standardKey) },
    };
  }
}
