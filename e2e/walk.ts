import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import config from './playwright.config.ts';
import { simplePaths, wordsOf } from './simple-paths.ts';
import { startWinkwire } from './start-winkwire.ts';
import { joinWalkParts, keepWalkPart } from './walk-parts.ts';
import { prepareWalker, type Walker, walkPath } from './walk-path.ts';

/*
 * Walks every simple path of the widget's chart in Chromium, by keyboard alone, and writes e2e/walk.md:
 *   npm run walk                           every path, which takes about 20 minutes
 *   npm run walk -- --shard 1/8            the first of eight parts; the part that ends last writes the report
 *   npm run walk -- --every 50             every fiftieth path
 *   npm run walk -- --only 'press delete'  the paths with these words
 *   npm run walk -- --repeat 10            every path ten times
 * With `--every`, `--only` or `--repeat`, no report is written.
 */
const { values } = parseArgs({
  options: {
    shard: { type: 'string', default: '1/1' },
    every: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    repeat: { type: 'string', default: '1' },
  },
});
const [shard, shards] = values.shard.split('/').map(Number) as [number, number];
const [every, repeat] = [Number(values.every), Number(values.repeat)];
/** One more page than processors, because pages wait more than they compute. */
const pageCount = cpus().length + 1;

const paths = simplePaths();
const chosen = paths
  .filter((path, index) => index % every === 0 && wordsOf(path).includes(values.only))
  .filter((_, index) => index % shards === shard - 1);
const waiting = Array.from({ length: repeat }, () => chosen).flat();
/** The paths that were walked to their end, as indexes in `paths`, because two paths can have the same words. */
const walked: number[] = [];
const failures: string[] = [];
const winkwire = await startWinkwire();
const browser = await chromium.launch({
  ...config.use?.launchOptions,
  // Without these flags, each frame would get a process of its own.
  args: [...(config.use?.launchOptions?.args ?? []), '--disable-features=IsolateOrigins,site-per-process'],
});
const from = performance.now();
await Promise.all(Array.from({ length: pageCount }, walkWaiting));
const seconds = Math.round((performance.now() - from) / 1000);
const version = browser.version();
await browser.close();
await winkwire.stop();

process.stdout.write(`${failures.join('\n')}
${paths.length} simple paths. ${walked.length} walked, ${failures.length} failed, in ${Math.ceil(seconds / 60)} min.
`);
if (every === 1 && repeat === 1 && values.only === '') {
  await keepWalkPart({ shard, shards, walked, seconds, version });
  await joinWalkParts(paths, shards);
}
process.exitCode = failures.length > 0 ? 1 : 0;

/** Walks paths until none is left. After a failure, continues in a new page. */
async function walkWaiting(): Promise<void> {
  while (waiting.length > 0) {
    // A small page without animations needs less CPU time.
    const context = await browser.newContext({
      viewport: { width: 390, height: 700 },
      reducedMotion: 'reduce',
    });
    await using walker = await prepareWalker(await context.newPage(), winkwire);
    await walkUntilFailure(walker);
    await context.close();
  }
}

async function walkUntilFailure(walker: Walker): Promise<void> {
  for (let path = waiting.shift(); path; path = waiting.shift()) {
    try {
      await walkPath(walker, path);
      walked.push(paths.indexOf(path));
    } catch (error) {
      failures.push(`${wordsOf(path)}\n    ${(error as Error).message}`);
      return;
    }
    if (walked.length % 100 === 0) process.stdout.write(`${walked.length} walked\n`);
  }
}
