import { existsSync, readFileSync } from 'node:fs';

export interface Report {
  passed: number;
  failed: number;
  tests: TimedTest[];
}

export interface TimedTest {
  name: string;
  milliseconds: number;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { assertionResults: { fullName: string; duration?: number | null }[] }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  suites: Suite[];
}

interface Suite {
  suites?: Suite[];
  specs: { title: string; tests: { results: { duration: number }[] }[] }[];
}

/** Null if the tests ended before they wrote a report. */
const read = <Kind>(path: string): Kind | null =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Kind) : null;

export function readVitest(path: string): Report | null {
  const report = read<VitestReport>(path);
  if (!report) return null;
  const tests = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .map(({ fullName, duration }) => ({ name: fullName, milliseconds: duration ?? 0 }));
  return { passed: report.numPassedTests, failed: report.numFailedTests, tests };
}

export function readPlaywright(path: string): Report | null {
  const report = read<PlaywrightReport>(path);
  if (!report) return null;
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected, failed: unexpected + flaky, tests: report.suites.flatMap(testsOf) };
}

function testsOf({ suites = [], specs }: Suite): TimedTest[] {
  const own = specs.map(({ title, tests }) => ({
    name: title,
    milliseconds: sum(tests.flatMap(({ results }) => results.map(({ duration }) => duration))),
  }));
  return [...own, ...suites.flatMap(testsOf)];
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
