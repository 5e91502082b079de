import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compareClients } from '../../../testing/http-differential/compare-clients.ts';
import { listedReasons } from '../../../testing/http-differential/listed-reasons.ts';

/** `npm run differential:http -w bench` compares 10,000 responses and writes a table. */
const { CASES = '1500', SEED = '1', TABLE } = process.env;

test('our client and undici read the same from every response, or differ for a listed reason', async () => {
  const { cases, refused, reasons, differences } = await compareClients({
    count: Number(CASES),
    seed: Number(SEED),
  });
  expect(differences).toEqual([]);
  // If nearly all or no responses were refused, the comparison would prove little.
  expect(refused / cases).toBeGreaterThan(0.2);
  expect(refused / cases).toBeLessThan(0.8);
  if (TABLE === undefined) return;
  expect([...reasons.keys()].toSorted()).toEqual(Object.keys(listedReasons).toSorted());
  writeFileSync(TABLE, tableOf({ cases, refused, reasons }));
});

function tableOf({
  cases,
  refused,
  reasons,
}: {
  cases: number;
  refused: number;
  reasons: Map<string, number>;
}): string {
  const explained = [...reasons.values()].reduce((sum, count) => sum + count, 0);
  const rows = [...reasons].toSorted(([, one], [, other]) => other - one);
  return `# Our HTTP client against undici

\`npm run differential:http -w bench\` sends ${cases} generated and mutated responses, with seed ${SEED}, to our client and to
undici. It fails when they differ without a listed reason.

| result | responses |
| --- | --- |
| both read the same status and body | ${cases - refused - explained} |
| both refuse the response | ${refused} |
${rows.map(([reason, count]) => `| ${reason} | ${count} |`).join('\n')}
`;
}
