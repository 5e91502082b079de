import { type Comparison, comparedOperations } from './compare-engines.ts';

export function comparisonTable({ requests, differences, faults, statuses }: Comparison): string {
  const rows = comparedOperations.map(({ id }) => {
    const counts = [...(statuses.get(id) ?? [])].sort(([one], [other]) => one - other);
    const sent = counts.reduce((sum, [, count]) => sum + count, 0);
    return `| ${id} | ${sent} | ${counts.map(([status, count]) => `${status} x ${count}`).join(', ')} |`;
  });
  return `${requests} requests, ${comparedOperations.length} operations. Different responses: ${differences.length}. Responses with status 500: ${faults.length}.

| operation | requests | responses |
| --- | --- | --- |
${rows.join('\n')}
`;
}
