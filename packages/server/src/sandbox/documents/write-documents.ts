import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { makeDocuments } from './make-documents.ts';

/*
 * Run this after a change of the documents: `node packages/server/src/sandbox/documents/write-documents.ts`.
 * The files are committed, so that the server does not need the tools: pdf-lib, and pdftoppm of poppler-utils
 * for the payslip that is a picture. The system's preferred font should be Liberation Sans, or another font
 * that resembles Helvetica.
 */
const folder = new URL('../../../assets/documents/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [file, bytes] of await makeDocuments()) writeFileSync(new URL(file, folder), bytes);
execFileSync('pdftoppm', [
  ...['-png', '-gray', '-singlefile', '-r', '120'],
  new URL('payslip-george.pdf', folder).pathname,
  new URL('payslip-george-photo', folder).pathname,
]);
