import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { makeDocuments } from './make-documents.ts';

/*
 * Writes the sandbox's documents, which are committed. Needs pdf-lib, poppler-utils, and Liberation Sans or a similar
 * font.
 */
const folder = new URL('../../../assets/documents/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [file, bytes] of await makeDocuments()) writeFileSync(new URL(file, folder), bytes);
execFileSync('pdftoppm', [
  ...['-png', '-gray', '-singlefile', '-r', '120'],
  new URL('payslip-george.pdf', folder).pathname,
  new URL('payslip-george-photo', folder).pathname,
]);
