import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { makeDocuments } from './make-documents.ts';

/*
 * Run after a change of the documents: `node packages/server/src/sandbox/documents/write-documents.ts`. Their bytes
 * are committed, so that nobody who runs the server needs the tools: pdf-lib, and pdftoppm of poppler-utils for the
 * payslip that is a picture (with a font like Helvetica, such as Liberation Sans, before all others).
 */
const folder = new URL('../../../assets/documents/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [file, bytes] of await makeDocuments()) writeFileSync(new URL(file, folder), bytes);
execFileSync('pdftoppm', [
  ...['-png', '-gray', '-singlefile', '-r', '120'],
  new URL('payslip-george.pdf', folder).pathname,
  new URL('payslip-george-photo', folder).pathname,
]);
