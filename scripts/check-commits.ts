import { execFileSync } from 'node:child_process';
import { type Commit, formViolations, withoutChangeset } from './commit-rules.ts';

/*
 * Runs before `npm ci`, so it must not import anything that npm installs. Skips merges and the commits of Dependabot.
 */
const [range] = process.argv.slice(2);
if (!range) {
  console.error('Name the commits to check: node scripts/check-commits.ts main..HEAD');
  process.exit(2);
}

const git = (...words: string[]) => execFileSync('git', words, { encoding: 'utf8' });
const isByDependabot = (hash: string) =>
  git('show', '--no-patch', '--format=%an', hash).trim() === 'dependabot[bot]';
const commits = git('rev-list', '--no-merges', '--reverse', range)
  .split('\n')
  .filter((hash) => hash && !isByDependabot(hash))
  .map(
    (hash): Commit => ({
      hash,
      message: git('show', '--no-patch', '--format=%B', hash).trimEnd(),
      files: git('diff-tree', '--root', '--no-commit-id', '--name-only', '-r', hash)
        .split('\n')
        .filter(Boolean),
    }),
  );

const describe = ({ hash, message }: Commit) => `${hash.slice(0, 9)} ${message.split('\n')[0]}`;
let isRight = true;
const report = (...lines: string[]) => {
  isRight = false;
  console.error(lines.join('\n  '));
};

for (const commit of commits) {
  const violations = formViolations(commit.message);
  if (violations.length > 0) report(describe(commit), ...violations);
}
const silent = withoutChangeset(commits);
if (silent.length > 0)
  report(
    'These commits change published code, but no changeset informs users. Run `npx changeset`. If users do not notice',
    'the change, end the message with `No-changeset: <reason>`:',
    ...silent.map(describe),
  );
if (isRight) console.log(`${commits.length} commits are in the right form.`);
process.exitCode = isRight ? 0 : 1;
