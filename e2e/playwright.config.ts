import { defineConfig } from '@playwright/test';
import { findChromium } from './find-chromium.ts';

const isRoot = process.getuid?.() === 0;

/** Slow tests, which `npm test` leaves out. */
export const long = [
  '**/demo-accessibility.spec.ts',
  '**/hosted.spec.ts',
  '**/native.spec.ts',
  '**/portal-archive.spec.ts',
  '**/portal-hosted-links.spec.ts',
  '**/portal-long-values.spec.ts',
  '**/portal-theme.spec.ts',
  '**/portal-viewer.spec.ts',
  '**/walk.spec.ts',
  '**/widget-bundled.spec.ts',
  '**/widget-buttons.spec.ts',
  '**/widget-consent.spec.ts',
  '**/widget-inline.spec.ts',
  '**/widget-leaving.spec.ts',
  '**/widget-looks.spec.ts',
  '**/widget-preload.spec.ts',
  '**/widget-returning.spec.ts',
  '**/widget-same-tab.spec.ts',
  '**/widget-two.spec.ts',
  '**/widget-without-origin.spec.ts',
];

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  testIgnore: long,
  outputDir: 'test-results',
  // Tests often wait for servers. On two cores, three workers need 239 s, and two workers need 261 s.
  workers: 3,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // The timeout is long, because these tests are slow on a busy machine.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    // Without traces, the tests take a third less time. `--trace retain-on-failure` records them.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      args: [
        // Chromium cannot use its sandbox when it runs as root.
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        // With these two flags, one process shows all pages and frames, which saves a third of the CPU time on two
        // cores.
        '--disable-site-isolation-trials',
        '--renderer-process-limit=1',
      ],
    },
  },
});
