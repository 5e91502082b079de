import type { SniffedFormat } from './messages.ts';
import { Reader } from './reader.ts';

/** Apart from the thread that reads: whoever uploads never waits for somebody else's picture. */
const inspector = new Reader(15_000);

/** Opens a file and closes it again; throws FileFaultError when that cannot be done. */
export async function inspectFile(bytes: Uint8Array, format: SniffedFormat): Promise<void> {
  await inspector.run({ task: 'inspect', format, bytes });
}
