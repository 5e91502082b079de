import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeFolder } from '@winkwire/server/platform/make-folder';
import { CommandFailure } from './command-failure.ts';

/** Stores the sequence and the id of the last event that was forwarded or skipped. */
export interface CursorFile {
  /** Null if nothing has been stored yet. Throws CommandFailure if the file cannot be read. */
  read(): number | null;
  /** Null also if the id was not known, or if an earlier version wrote the file. Throws CommandFailure like `read`. */
  readEventId(): string | null;
  /** Throws CommandFailure if the file cannot be written. */
  write(sequence: number, eventId?: string | null): void;
}

interface Content {
  sequence: number;
  eventId?: string | null;
}

interface Forwarding {
  serverUrl: string;
  webhookId: string;
  /** The address of the receiver. Each receiver gets every event, so each has a cursor of its own. */
  forwardTo: string;
}

/**
 * The cursor file of one webhook on one server, for one receiver. It is in the user's home folder, so it does not
 * depend on the folder in which the command runs.
 */
export function listenCursor({ serverUrl, webhookId, forwardTo }: Forwarding): CursorFile {
  const server = encodeURIComponent(new URL(serverUrl).host);
  const path = join(homedir(), '.winkwire', 'listen', server, encodeURIComponent(webhookId));
  const receiver = createHash('sha256').update(new URL(forwardTo).href).digest('hex').slice(0, 16);
  return cursorFile(`${path}.${receiver}.json`, `${path}.json`);
}

/**
 * Earlier versions had one cursor for all receivers of a webhook, in the file `shared`. The first receiver that runs
 * without a cursor of its own takes it over.
 */
function cursorFile(path: string, shared: string): CursorFile {
  // Two commands may write the same cursor at once. If their drafts had the same name, one command could rename a draft
  // that the other is still writing.
  const draft = `${path}.${randomUUID()}`;
  const content = (): Content | null => {
    try {
      return readContent(path) ?? (takeOver(shared, path) ? readContent(path) : null);
    } catch (error) {
      throw unusable(path, error, 'read');
    }
  };
  return {
    read: () => content()?.sequence ?? null,
    readEventId: () => content()?.eventId ?? null,
    write(sequence, eventId = null) {
      try {
        makeFolder(dirname(path));
        // Renaming is atomic. If the process is killed, the file contains either the old number or the new one, and
        // never a part of a number. Without `flush`, the file could be empty after a power cut.
        writeFileSync(draft, JSON.stringify({ sequence, eventId } satisfies Content), { flush: true });
        renameSync(draft, path);
      } catch (error) {
        throw unusable(path, error, 'written');
      }
    },
  };
}

function readContent(path: string): Content | null {
  const text = unlessMissing(() => readFileSync(path, 'utf8'));
  return text === null ? null : (JSON.parse(text) as Content);
}

const takeOver = (shared: string, path: string): boolean =>
  unlessMissing(() => renameSync(shared, path)) !== null;

/** Returns null if a file is missing. */
function unlessMissing<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

const unusable = (path: string, error: unknown, verb: string): CommandFailure =>
  new CommandFailure(`the cursor file ${path} cannot be ${verb}: ${(error as Error).message}`);
