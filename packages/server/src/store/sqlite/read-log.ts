import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';

/** In bytes. */
const logHeaderBytes = 32;
const frameHeaderBytes = 24;

export interface Log {
  pages: Set<number>;
  /** The two salts of the log's header, which change when the log starts again. An empty log has none. */
  salts: string;
}

/**
 * A frame belongs to the current log only if its salts equal those of the header. The format:
 * https://www.sqlite.org/fileformat2.html#walformat
 */
export function readLog(file: string, pageSize: number): Log {
  const log: Log = { pages: new Set(), salts: '' };
  const path = `${file}-wal`;
  if (!existsSync(path)) return log;
  const opened = openSync(path, 'r');
  const header = Buffer.alloc(logHeaderBytes);
  const frame = Buffer.alloc(frameHeaderBytes);
  try {
    if (readSync(opened, header) < logHeaderBytes) return log;
    const salts = header.subarray(16, 24);
    log.salts = salts.toString('hex');
    const size = statSync(path).size;
    const frameBytes = frameHeaderBytes + pageSize;
    for (let offset = logHeaderBytes; offset + frameBytes <= size; offset += frameBytes) {
      readSync(opened, frame, { position: offset });
      if (!frame.subarray(8, 16).equals(salts)) break;
      log.pages.add(frame.readUInt32BE(0));
    }
    return log;
  } finally {
    closeSync(opened);
  }
}
