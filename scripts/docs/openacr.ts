import { stringify } from 'yaml';

/** What docs/accessibility.md says about one criterion of WCAG. */
export interface Claim {
  number: string;
  level: string;
  meaning: string;
  remark: string;
  /** The tests of this criterion, or the day on which somebody has read the code. */
  proof: string;
}

const row = /^\| (\d\.\d\.\d+) [^|]+ \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm;

export const claimsOf = (page: string): Claim[] =>
  [...page.matchAll(row)].map(([, number = '', meaning = '', level = '', remark = '', proof = '']) => ({
    number,
    level,
    meaning,
    remark,
    proof,
  }));

/** Converts docs/accessibility.md to OpenACR 0.1.0, for WCAG 2.2. */
export function openAcr(page: string): string {
  const [before = '', levelAA = ''] = page.split('\n## Level AA\n');
  const report = {
    title: 'Winkwire Accessibility Conformance Report',
    product: {
      name: 'Wink Widget',
      description: 'The widget of Winkwire, with which users link their accounts on the page of a company.',
    },
    // OpenACR requires `email`. Operators who publish the report enter their address.
    author: { company_name: 'The contributors of Winkwire', email: '' },
    report_date: reportDate(page),
    version: 1,
    notes: 'Written from docs/accessibility.md, which names the proof of each line.',
    evaluation_methods_used:
      'Automated tests in Chromium, with axe-core on every screen. If no test can prove a criterion, the code was read.',
    license: 'MIT',
    catalog: '2.5-edition-wcag-2.2-en',
    chapters: {
      success_criteria_level_a: { criteria: claimsOf(before).map(criterion) },
      success_criteria_level_aa: { criteria: claimsOf(levelAA).map(criterion) },
      success_criteria_level_aaa: { disabled: true },
    },
  };
  return `# Written by \`npm run docs\` from accessibility.md.\n${stringify(report, { lineWidth: 110, schema: 'yaml-1.1' })}`;
}

const criterion = ({ number, level, meaning, remark }: Claim) => ({
  num: number,
  components: [
    {
      name: 'web',
      adherence: { level: level.replaceAll(' ', '-'), notes: `${meaning}: ${remark}` },
    },
  ],
});

/** The latest day on which somebody read the code, or undefined. */
const reportDate = (page: string): string | undefined =>
  [...page.matchAll(/read by hand, (\d{4}-\d{2}-\d{2})/g)]
    .map(([, day]) => day)
    .sort()
    .at(-1);
