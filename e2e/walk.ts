import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import config from './playwright.config.ts';
import { firstView, type Path, simplePaths, unpassedStates, wordsOf } from './simple-paths.ts';
import { startWinkwire } from './start-winkwire.ts';
import { prepareWalker, type Walker, walkPath } from './walk-path.ts';

/*
 * Walks every simple path of the widget's chart in Chromium, by keyboard alone, and writes e2e/walk.md. It fails if one of
 * them cannot be walked. `npm run walk -- 50` walks every fiftieth path, and `npm run walk -- --only 'press delete'` walks
 * the paths with these words. A part of the paths writes nothing.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '' } },
});
const every = Number(positionals[0] ?? 1);
/** How many pages walk at the same time. A page waits for its frame more than it computes. */
const pageCount = cpus().length + 1;

const paths = simplePaths();
const waiting = paths.filter((path, index) => index % every === 0 && wordsOf(path).includes(values.only));
const walked: Path[] = [];
const failures: string[] = [];
const winkwire = await startWinkwire();
const browser = await chromium.launch({
  ...config.use?.launchOptions,
  // Otherwise each frame gets a process of its own.
  args: [...(config.use?.launchOptions?.args ?? []), '--disable-features=IsolateOrigins,site-per-process'],
});
const from = performance.now();
await Promise.all(Array.from({ length: pageCount }, walkWaiting));
const minutes = Math.ceil((performance.now() - from) / 60_000);
const version = browser.version();
await browser.close();
await winkwire.stop();

process.stdout.write(`${failures.join('\n')}
${paths.length} simple paths. ${walked.length} walked, ${failures.length} failed, in ${minutes} min.
`);
if (walked.length === paths.length) await writeFile(new URL('walk.md', import.meta.url), report());
process.exitCode = failures.length > 0 ? 1 : 0;

/** Walks paths until none is left. After a failure, it goes on in a new page. */
async function walkWaiting(): Promise<void> {
  while (waiting.length > 0) {
    // A small page without motion leaves more of the processor to the walks.
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
      walked.push(path);
    } catch (error) {
      failures.push(`${wordsOf(path)}\n    ${(error as Error).message}`);
      return;
    }
    if (walked.length % 100 === 0) process.stdout.write(`${walked.length} walked\n`);
  }
}

function report(): string {
  const firstScreens = Map.groupBy(paths, firstView);
  const rows = [...firstScreens].map(([screen, begun]) => {
    const lengths = begun.map(({ steps }) => steps.length);
    return `| ${screen} | ${begun.length} | ${begun.length} | ${Math.max(...lengths)} |`;
  });
  const steps = paths.reduce((sum, path) => sum + path.steps.length, 0);
  return `# Every simple path of the widget, by keyboard

Written by \`npm run walk\`. A simple path passes no state of the [chart](../packages/widget/src/frame/chart.ts) twice. The
chart itself yields the paths ([simple-paths.ts](simple-paths.ts)): from the start to the closed widget, by everything that
users do and servers respond ([chart-moves.ts](chart-moves.ts)). Each one is walked in the real widget with Tab, Enter,
Space, arrows, ESC and typing ([walk-path.ts](walk-path.ts)). The server's responses are the path's. On every screen, the heading and the
focus are checked, and at the end the callbacks that the page has received.

**${paths.length} simple paths, ${walked.length} walked**: ${steps} steps in ${minutes} minutes, in Chromium ${version}. ${cpus()[0]!.model},
${cpus().length} cores.

| the first view is | paths | walked | most steps |
| --- | --- | --- | --- |
${rows.join('\n')}

States that no path passes: ${unpassedStates(paths).join(', ')}. The sign-in page opens in the same tab, or in a page
whose sandbox forbids it: [widget-same-tab.spec.ts](widget-same-tab.spec.ts) and
[widget-without-origin.spec.ts](widget-without-origin.spec.ts) go there. The region of the session has no screen on a path: see
[token.spec.ts](token.spec.ts).
`;
}
