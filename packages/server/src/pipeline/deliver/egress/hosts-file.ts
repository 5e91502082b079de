import { readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';

const systemFile = process.platform === 'win32' ? 'C:\\Windows\\System32\\drivers\\etc\\hosts' : '/etc/hosts';
/** After this many ms, the file is read again if it has changed. */
const validFor = 5000;

/** Node's `Resolver` does not read this machine's hosts file. */
export class HostsFile {
  readonly #file: string;
  #names = new Map<string, string[]>();
  #changedAt = 0;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(file = systemFile) {
    this.#file = file;
  }

  /** Empty if the file does not contain the name, which must be in lower case. */
  find(hostname: string): readonly string[] {
    if (performance.now() - this.#lookedAt > validFor) this.#refresh();
    return this.#names.get(hostname) ?? [];
  }

  #refresh(): void {
    this.#lookedAt = performance.now();
    try {
      const { mtimeMs } = statSync(this.#file);
      if (mtimeMs === this.#changedAt) return;
      this.#names = parse(readFileSync(this.#file, 'utf8'));
      this.#changedAt = mtimeMs;
    } catch (error) {
      // A machine may have no hosts file. After any other error, the known names stay.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return;
      this.#names = new Map();
      this.#changedAt = 0;
    }
  }
}

function parse(text: string): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [address = '', ...aliases] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (!isIP(address)) continue;
    for (const alias of aliases) {
      const name = alias.toLowerCase();
      names.set(name, [...(names.get(name) ?? []), address]);
    }
  }
  return names;
}
