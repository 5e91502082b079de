import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { keepSections } from './src/keep-sections.ts';
import { measureFrontDoor } from './src/measure-front-door.ts';
import { Receiving } from './src/receiving.ts';

/*
 * `npm run front-door -w bench [events] [rounds]` measures `POST /v1/events` for some minutes, and writes
 * front-door.md.
 */

const count = Number(process.argv[2] ?? 20_000);
const rounds = Number(process.argv[3] ?? 5);
const page = fileURLToPath(new URL('./front-door.md', import.meta.url));

const lines = [
  `# \`POST /v1/events\`, measured ${new Date().toISOString().slice(0, 16)}Z

${cpus().length} cores (${cpus()[0]!.model}), Node ${process.version}, load before the run ${loadavg()[0]!.toFixed(1)}, ${count} events, median of ${rounds} rounds after one to warm up. Each round measures the servers in turn.`,
];
const print = (line: string): void => {
  console.log(line);
  lines.push(line);
};
await using receiving = await Receiving.start();
await measureFrontDoor({ receiving, count, rounds, print });
keepSections(page, `${lines.join('\n')}\n`);
