import { stringify } from 'yaml';

/** One criterion of WCAG, as docs/accessibility.md has it. */
export interface Claim {
  number: string;
  level: string;
  /** What the criterion means for the widget. */
  meaning: string;
  remark: string;
  /** `file`: `test` pairs, or on which day the code was read. */
  proof: string;
}

const row = /^\| (\d\.\d\.\d+) [^|]+ \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm;

/** The rows of a part of docs/accessibility.md. */
export const claimsOf = (page: string): Claim[] =>
  [...page.matchAll(row)].map(([, number = '', meaning = '', level = '', remark = '', proof = '']) => ({
    number,
    level,
    meaning,
    remark,
    proof,
  }));

/** docs/accessibility.md in the format of OpenACR 0.1.0, for the catalog of WCAG 2.2. */
export function openAcr(page: string): string {
  const [before = '', levelAA = ''] = page.split('\n## Level AA\n');
  const report = {
    title: 'Winkwire Accessibility Conformance Report',
    product: {
      name: 'Wink Widget',
      description: 'The widget of Winkwire, with which users link their accounts in the page of a company.',
    },
    // The format requires an address. An operator who passes the report on sets an own one.
    author: { company_name: 'The contributors of Winkwire', email: '' },
    report_date: reportDate(page),
    version: 1,
    notes: 'Written from docs/accessibility.md, which names the test that proves each line.',
    evaluation_methods_used:
      'Automated tests in Chromium, with axe-core on every screen. The code was read where no test can prove a criterion.',
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

/** The newest day on which something was read. */
const reportDate = (page: string): string | undefined =>
  [...page.matchAll(/read by hand, (\d{4}-\d{2}-\d{2})/g)]
    .map(([, day]) => day)
    .sort()
    .at(-1);
