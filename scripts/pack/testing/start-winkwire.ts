import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Customer } from './customer.ts';

export interface Winkwire extends AsyncDisposable {
  url: string;
  /** The sandbox's key. */
  key: string;
  secret: string;
}

/** Starts the command in a new data folder. Resolves when its addresses are printed. */
export async function startWinkwire(customer: Customer): Promise<Winkwire> {
  const dataDir = mkdtempSync(join(customer.folder, 'data-'));
  const command = join(customer.folder, 'node_modules/.bin/winkwire');
  const child = customer.start(process.execPath, [command, 'dev', '--port', '0', '--data-dir', dataDir], {});
  const printed = new Map<string, string>();
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, value] = /^ {2}(\w+) +(\S+)/.exec(line) ?? [];
    if (name && !printed.has(name)) printed.set(name, value!);
    if (line.includes('Ctrl+C')) break;
  }
  return {
    url: new URL(printed.get('API')!).origin,
    key: printed.get('Key')!,
    secret: printed.get('Secret')!,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await once(child, 'close');
    },
  };
}
