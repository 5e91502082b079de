import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Remembers the last sequence number that was handed on. */
export interface CursorFile {
  /** Null when nothing was remembered yet. */
  read(): number | null;
  write(sequence: number): void;
}

export function cursorFile(path: string): CursorFile {
  return {
    read() {
      try {
        const { sequence } = JSON.parse(readFileSync(path, 'utf8')) as { sequence: number };
        return sequence;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    write(sequence) {
      mkdirSync(dirname(path), { recursive: true });
      // A crash in the middle leaves the old number, never half a one.
      writeFileSync(`${path}.new`, JSON.stringify({ sequence }));
      renameSync(`${path}.new`, path);
    },
  };
}
