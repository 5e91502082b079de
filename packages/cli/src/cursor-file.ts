import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeFolder } from '@winkwire/server/platform/make-folder';
import { CommandFailure } from './command-failure.ts';

/** The last event that was forwarded or skipped. */
export interface Position {
  sequence: number;
  /** Null if the id is not known. An earlier version stored no id. */
  eventId: string | null;
}

export interface CursorFile {
  /** Null if nothing has been stored yet. Throws CommandFailure if the file cannot be read. */
  read(): Position | null;
  /** Throws CommandFailure if the file cannot be written. */
  write(position: Position): void;
}

interface Forwarding {
  serverUrl: string;
  webhookId: string;
  /** Each receiver gets every event, so each has a cursor of its own. */
  forwardTo: string;
}

/** The cursor file is in the user's home folder, so that it does not depend on the folder in which the command runs. */
export function listenCursor({ serverUrl, webhookId, forwardTo }: Forwarding): CursorFile {
  const server = encodeURIComponent(new URL(serverUrl).host);
  const path = join(homedir(), '.winkwire', 'listen', server, encodeURIComponent(webhookId));
  const receiver = createHash('sha256').update(new URL(forwardTo).href).digest('hex').slice(0, 16);
  return cursorFile(`${path}.${receiver}.json`, `${path}.json`);
}

/**
 * Earlier versions had one cursor for all receivers. The first receiver without a cursor of its own takes over the
 * `shared` cursor.
 */
function cursorFile(path: string, shared: string): CursorFile {
  // Two commands may write at once, so each has its own draft, which is then renamed.
  const draft = `${path}.${randomUUID()}`;
  return {
    read() {
      try {
        return readPosition(path) ?? (takeOver(shared, path) ? readPosition(path) : null);
      } catch (error) {
        throw unusable(path, 'read', error);
      }
    },
    write({ sequence, eventId }) {
      try {
        makeFolder(dirname(path));
        // Renaming is atomic, so a kill leaves the old or the new position. Without `flush`, a power cut could leave an
        // empty file.
        writeFileSync(draft, JSON.stringify({ sequence, eventId } satisfies Position), { flush: true });
        renameSync(draft, path);
      } catch (error) {
        throw unusable(path, 'written', error);
      }
    },
  };
}

function readPosition(path: string): Position | null {
  const text = unlessMissing(() => readFileSync(path, 'utf8'));
  return text === null ? null : positionIn(text);
}

/** Throws if there is no valid sequence. Otherwise a damaged file would restart a run from the first event. */
function positionIn(text: string): Position {
  const { sequence, eventId = null } = parse(text) ?? {};
  if (typeof sequence === 'number' && Number.isSafeInteger(sequence) && sequence >= 0)
    return { sequence, eventId };
  throw new Error('it contains no sequence number. To say where to begin, use --after or --from-start.');
}

function parse(text: string): Partial<Position> | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
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

const unusable = (path: string, verb: string, error: unknown): CommandFailure =>
  new CommandFailure(`the cursor file ${path} cannot be ${verb}: ${(error as Error).message}`);
