// biome-ignore-all lint/style/noNonNullAssertion: splitting gives at least one part
export interface Commit {
  hash: string;
  message: string;
  /** Relative to the root of the repository. */
  files: string[];
}

const limit = 72;

/** Empty if the form is right. */
export function formViolations(message: string): string[] {
  const [subject = '', blank = ''] = message.split('\n');
  const [, imperative] = /^[a-z][a-z0-9./-]*(?: [a-z][a-z0-9./-]*)?: (\S.*)$/.exec(subject) ?? [];
  const violations: string[] = [];
  if (subject.length > limit)
    violations.push(
      `The subject has ${subject.length} characters. Use at most ${limit}; give the reason in the body.`,
    );
  if (imperative === undefined)
    violations.push(
      'The subject must start with an area: `queue: re-read spilled deliveries after recovery`.',
    );
  else if (!isImperative(imperative.split(' ')[0]!))
    violations.push(
      'After the area, use a verb in the imperative: `queue: fix …`, not `Fixed`, `fixes` or `fixing`.',
    );
  if (subject.endsWith('.')) violations.push('The subject must not end with a full stop.');
  if (blank !== '')
    violations.push('Leave the second line blank, so that Git recognises where the body begins.');
  return violations;
}

// Imperatives that look like another form of a verb, such as `need` (`-ed`) and `bring` (`-ing`).
const exceptions = new Set([
  'bring',
  'embed',
  'feed',
  'focus',
  'need',
  'ping',
  'seed',
  'shed',
  'speed',
  'string',
]);

function isImperative(word: string): boolean {
  return /^[a-z]/.test(word) && (exceptions.has(word) || !/(ed|ing|[^s]s)$/.test(word));
}

/** The files that users install or run, and their tests. */
const published = /^packages\/(cli|contract|demo|portal|react|receiver|server|widget)\/(src|public|bin)\//;
const onlyForTests = /\.test\.[jt]sx?$|\/(testing|faults)\//;

/**
 * The commits that change published code without a changeset or a line `No-changeset: <reason>`. One changeset is
 * enough for all commits.
 */
export function withoutChangeset(commits: Commit[]): Commit[] {
  const isChangeset = (file: string) => /^\.changeset\/[a-z0-9-]+\.md$/.test(file);
  if (commits.some(({ files }) => files.some(isChangeset))) return [];
  return commits.filter(
    ({ message, files }) =>
      files.some((file) => published.test(file) && !onlyForTests.test(file)) &&
      !/^No-changeset: \S/m.test(message),
  );
}
