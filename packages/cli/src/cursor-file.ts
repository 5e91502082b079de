import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { CommandFailure } from './command-failure.ts';
import { makeFolder } from './make-folder.ts';

/** Stores the sequence of the last event that was forwarded. */
export interface CursorFile {
  /** Null if nothing has been stored yet. Throws CommandFailure if the file cannot be read. */
  read(): number | null;
  /** Throws CommandFailure if the file cannot be written. */
  write(sequence: number): void;
}

/**
 * The cursor file of one webhook on one server. It is in the user's home folder, so it does not depend on the folder in
 * which the command runs.
 */
export function listenCursor(serverUrl: string, webhookId: string): CursorFile {
  const server = encodeURIComponent(new URL(serverUrl).host);
  return cursorFile(join(homedir(), '.winkwire', 'listen', server, `${encodeURIComponent(webhookId)}.json`));
}

function cursorFile(path: string): CursorFile {
  return {
    read() {
      try {
        const { sequence } = JSON.parse(readFileSync(path, 'utf8')) as { sequence: number };
        return sequence;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw unusable(path, error, 'read');
      }
    },
    write(sequence) {
      try {
        makeFolder(dirname(path));
        // Renaming is atomic. If the process is killed, the file contains either the old number or the new one, and
        // never a part of a number. Without `flush`, the file could be empty after a power cut.
        writeFileSync(`${path}.new`, JSON.stringify({ sequence }), { flush: true });
        renameSync(`${path}.new`, path);
      } catch (error) {
        throw unusable(path, error, 'written');
      }
    },
  };
}

const unusable = (path: string, error: unknown, verb: string): CommandFailure =>
  new CommandFailure(`the cursor file ${path} cannot be ${verb}: ${(error as Error).message}`);
