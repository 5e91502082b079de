import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostileFiles, slowFiles } from '../src/testing/hostile-files.ts';
import { peakOf } from '../src/testing/process-cost.ts';
import { goodBesideHostile, readHostileFiles, tableOf } from '../src/testing/read-hostile-files.ts';
import { startServerProcess } from '../src/testing/server-process.ts';

/*
 * Uploads every hostile file, and then twenty slow files and a payslip. Measures how long the payslip has to wait. Runs
 * only on Linux.
 */

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

Written by \`npm run hostile -w @winkwire/server\`. The script uploads each file as a user would, and waits for the end of its
analysis. The memory columns show the peak of the server since its start, and the highest peak of a child process while the
file was read. One child process inspects the upload. Another reads it and looks for signs that somebody changed it. The CPU
seconds are those of both processes. The time in ms depends on what else the machine does. If the reading of a file was
interrupted because another archive waited, the file was read again, and its time includes both readings.

The server's peak was ${before} MB before the first file and ${after} MB after the last. Then one user uploaded five slow files four
times each. A good payslip that another user uploaded after them was analysed ${seconds.toFixed(1)} s after its upload began.

${tableOf(rows)}
`;
  await writeFile(fileURLToPath(new URL('../hostile-files.md', import.meta.url)), text);
  console.log(text);
} finally {
  await server.kill();
  await rm(folder, { recursive: true });
}
