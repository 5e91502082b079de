import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { chromium } from '@playwright/test';
import { LenderPage } from './lender-page.ts';
import config from './playwright.config.ts';
import { startWinkwire } from './start-winkwire.ts';

/*
 * Measures the time until the first screen is painted, with the CPU slowed down to a quarter, and writes opening.md:
 *   npm run opening -- 9
 */
const rounds = Number(process.argv[2] ?? 9);
const slowdown = 4;

const cases = {
  'constructed before, opened at a click': { constructedBefore: true },
  'constructed and opened at once': { constructedBefore: false },
};
type Case = (typeof cases)[keyof typeof cases];

interface Opening {
  took: number;
  steps: { name: string; from: number; to: number }[];
}

interface Measured {
  SmileLinkModal: new (options: object) => { open(): void };
  modal: { open(): void };
  opened: number;
  shown: Promise<{ at: number; steps: Opening['steps'] }>;
}

const winkwire = await startWinkwire();
const browser = await chromium.launch({
  ...config.use?.launchOptions,
  // Runs the frame in the process of the page, so that one throttle slows down both.
  args: [...(config.use?.launchOptions?.args ?? []), '--disable-features=IsolateOrigins,site-per-process'],
});
const openings = new Map<string, Opening[]>(Object.keys(cases).map((name) => [name, []]));
for (let round = 0; round <= rounds; round++) {
  for (const [name, each] of Object.entries(cases)) {
    const opening = await measure(each);
    if (round > 0) openings.get(name)!.push(opening);
  }
}
const report = describe();
await writeFile(new URL('../bench/opening.md', import.meta.url), report);
process.stdout.write(report);
await browser.close();
await winkwire.stop();

function describe(): string {
  const rows = [...openings].map(([name, measured]) => {
    const times = measured.map(({ took }) => took).sort((one, other) => one - other);
    return `| ${name} | ${times[times.length >> 1]} | ${times[0]} | ${times.at(-1)} |`;
  });
  const timelines = [...openings].map(([name, measured]) => {
    const steps = measured
      .at(-1)!
      .steps.map(({ name: step, from, to }) => `${pad(from)} ${pad(to)}  ${step}`);
    return `\nThe last run, ${name}:\n\n\`\`\`\n${steps.join('\n')}\n\`\`\`\n`;
  });
  return `# How long the widget takes to open

Written by \`npm run opening\`: milliseconds from \`open()\` to the first screen, painted, in Chromium at 375 x 740, with the
processor slowed down ${slowdown} times and an empty cache. The cases were measured in turn, ${rounds} times each, in a page that has been loaded for a
while. ${cpus()[0]!.model}, ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}, Chromium ${browser.version()}.

| case | median | shortest | longest |
| --- | --- | --- | --- |
${rows.join('\n')}

The requests of the frame, with their start and their end in milliseconds. Negative times are before \`open()\`.
${timelines.join('')}`;
}

function pad(time: number): string {
  return String(time).padStart(6);
}

async function measure({ constructedBefore }: Case): Promise<Opening> {
  const context = await browser.newContext({ viewport: { width: 375, height: 740 } });
  const page = await context.newPage();
  await using lender = await LenderPage.serve(page, winkwire);
  // A locator runs a large script in each frame (75 ms). So the frame reports its first painted screen itself.
  await page.addInitScript(() => {
    const here = window as unknown as Measured;
    if (window === window.top) {
      here.shown = new Promise((resolve) => {
        addEventListener('message', ({ data }) => data.firstScreen && resolve(data.firstScreen));
      });
      return;
    }
    const watch = new MutationObserver(() => {
      if (!document.querySelector('h1#heading:not(.visually-hidden)')) return;
      watch.disconnect();
      // The first callback runs before the screen is painted, and the second one after it.
      requestAnimationFrame(() => requestAnimationFrame(reportOpening));
    });
    watch.observe(document, { subtree: true, childList: true, attributes: true });
    const at = (time: number) => performance.timeOrigin + time;
    const reportOpening = () => {
      const entries = performance.getEntries().filter(({ duration }) => duration > 0);
      const steps = entries.map(({ name, startTime, duration }) => ({
        name: name.replace(/^https?:\/\/[^/]+|#.*/g, ''),
        from: at(startTime),
        to: at(startTime + duration),
      }));
      window.parent.postMessage({ firstScreen: { at: at(performance.now()), steps } }, '*');
    };
  });
  await lender.goto();
  const throttle = await context.newCDPSession(page);
  await throttle.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const { accessToken: userToken } = await lender.token();
  const construct = (token: string) => {
    const here = window as unknown as Measured;
    here.modal = new here.SmileLinkModal({ userToken: token, companyName: 'Northwind Lending' });
  };
  if (constructedBefore) await page.evaluate(construct, userToken);
  // A person does not press a button as soon as the page appears.
  await page.waitForTimeout(1500);
  const { opened, shown } = await page.evaluate(
    async ([token, constructedNow]) => {
      const here = window as unknown as Measured;
      const from = performance.timeOrigin + performance.now();
      if (constructedNow)
        here.modal = new here.SmileLinkModal({ userToken: token, companyName: 'Northwind Lending' });
      here.modal.open();
      return { opened: from, shown: await here.shown };
    },
    [userToken, !constructedBefore] as const,
  );
  await context.close();
  return {
    took: Math.round(shown.at - opened),
    steps: shown.steps.map(({ name, from, to }) => ({
      name,
      from: Math.round(from - opened),
      to: Math.round(to - opened),
    })),
  };
}
