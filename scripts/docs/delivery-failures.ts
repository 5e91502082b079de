import { deliveryFailures, failureCauses } from '@winkwire/contract/delivery-failures';

const begin = '<!-- From packages/contract/src/delivery-failures.ts, by `npm run docs`. -->';
const end = '<!-- End of the generated tables. -->';

/** Writes the contract's delivery failures into the tables of docs/errors.md. */
export function withDeliveryFailures(page: string): string {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from)
    throw new Error('docs/errors.md lacks the comments around the generated tables. Restore both comments.');
  return [page.slice(0, from), begin, '\n\n', codes(), '\n\n', causes(), '\n\n', page.slice(to)].join('');
}

const codes = (): string =>
  table(
    ['error', 'what happened', 'what to do'],
    Object.entries(deliveryFailures).map(([code, { message, action }]) => [code, message, action]),
  );

const causes = (): string =>
  table(
    ['cause', 'of', 'what happened', 'what to do'],
    Object.entries(failureCauses).map(([code, { of, message, action }]) => [
      code,
      `\`${of}\``,
      message,
      action,
    ]),
  );

function table(head: string[], rows: string[][]): string {
  const lines = rows.map(([code, ...cells]) => [`\`${code}\``, ...cells]);
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
