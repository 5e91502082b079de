import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostileFiles, slowFiles } from '../src/testing/hostile-files.ts';
import { peakOf } from '../src/testing/process-cost.ts';
import { goodBesideHostile, readHostileFiles, tableOf } from '../src/testing/read-hostile-files.ts';
import { startServerProcess } from '../src/testing/server-process.ts';

/* Sends every hostile file to a server, one after the other, then twenty at once beside a good payslip. Linux only. */

const folder = await mkdtemp(join(tmpdir(), 'winkwire-hostile-'));
const server = await startServerProcess(folder);
try {
  await goodBesideHostile(server.url, []);
  const before = peakOf(server.pid);
  const rows = await readHostileFiles(server, hostileFiles());
  const after = peakOf(server.pid);
  const twenty = hostileFiles()
    .filter(({ name }) => slowFiles.has(name) && !/pdf-font-map|png-/.test(name))
    .flatMap((file) => [file, file, file, file])
    .slice(0, 20);
  const seconds = (await goodBesideHostile(server.url, twenty)) / 1000;
  const text = `# What hostile files cost

Written by \`npm run hostile -w @winkwire/server\`: each file is sent to a server as a user would, and followed to its end.
The columns of memory hold the most that the server had held up to then, and the most that any child of it held meanwhile.
Inspecting the upload, reading it and looking for changes are children of their own, and the CPU seconds are those of all. The
time in ms depends on what else the machine does, and a reading that makes room for others starts again.

The server held ${before} MB at most before, ${after} MB after. A good payslip beside twenty of the slow ones of another
user, sent before it, was analysed ${seconds.toFixed(1)} s after its upload began.

${tableOf(rows)}
`;
  await writeFile(fileURLToPath(new URL('../hostile-files.md', import.meta.url)), text);
  console.log(text);
} finally {
  await server.kill();
  await rm(folder, { recursive: true });
}
