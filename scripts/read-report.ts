import { existsSync, readFileSync } from 'node:fs';

export interface Counts {
  passed: number;
  failed: number;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
}

/** Null when the tests ended before they wrote a report. */
const read = <Report>(path: string): Report | null =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Report) : null;

export function readVitest(path: string): Counts | null {
  const report = read<VitestReport>(path);
  return report && { passed: report.numPassedTests, failed: report.numFailedTests };
}

export function readPlaywright(path: string): Counts | null {
  const stats = read<PlaywrightReport>(path)?.stats;
  return stats ? { passed: stats.expected, failed: stats.unexpected + stats.flaky } : null;
}
