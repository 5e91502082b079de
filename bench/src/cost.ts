import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { routes } from '@winkwire/server/api/routes';
import { costTable, isTooExpensive, type Row } from '@winkwire/server/testing/cost/cost-table';
import { startMeasuredServer } from '@winkwire/server/testing/cost/measured-server';
import { otherAttacks, otherReaders } from '@winkwire/server/testing/cost/other-readers';
import { type Attack, limitOf, worstRequests } from '@winkwire/server/testing/cost/worst-requests';

/* Measures what the worst requests to every operation cost, and writes bench/cost.md. Takes some minutes. */

const kilobyte = 1024;
const rows: Row[] = [];
await using server = await startMeasuredServer();

async function tryAll(operation: string, attacks: Iterable<Attack>): Promise<void> {
  for (const { name, request } of attacks) {
    const first = await server.measure(request);
    // Other work on the machine can cause one high figure, so an expensive request is measured again.
    const cost = isTooExpensive(first) ? await server.measure(request) : first;
    rows.push({ operation, attack: name, ...cost });
  }
  console.log(operation);
}

for (const operation of routes) {
  const sizes = [...new Set([64 * kilobyte, kilobyte ** 2, limitOf(operation)])];
  await tryAll(operation.id, worstRequests(operation, server, { sizes, few: false }));
}
for (const [method, path] of otherReaders) await tryAll(`${method} ${path}`, otherAttacks(method, path));

const tooExpensive = rows.filter(isTooExpensive);
const text = `# What the worst requests cost

Written by \`npm run cost -w bench\`. Each operation got the worst bodies, addresses and headers that its schema
suggests, with and without credentials, at 64 KB, 1 MB and the operation's own limit, while another client requested
\`/healthz\`. The CPU time is that of all threads of the server's process. It includes receiving the bytes, which takes 1 to
2.5 ms a MB. So 5 ms are allowed for each MB beyond the first.

${rows.length} requests, ${cpus()[0]?.model ?? 'an unknown processor'}, Node ${process.version}. Over 50 ms (and 5 ms for each MB beyond the first) or 100 MB: ${tooExpensive.length}.

${costTable(rows)}
`;
writeFileSync(new URL('../cost.md', import.meta.url), text);
for (const { operation, attack, cpu, memory } of tooExpensive) {
  console.log(
    `too expensive: ${operation}, ${attack}: ${cpu.toFixed(0)} ms, ${(memory / 2 ** 20).toFixed(0)} MB`,
  );
}
process.exitCode = tooExpensive.length > 0 ? 1 : 0;
