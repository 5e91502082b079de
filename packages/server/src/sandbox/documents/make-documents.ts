import { certificate, drawCertificate, drawUnreadable, unreadable } from './draw-others.ts';
import { drawPayslip } from './draw-payslip.ts';
import { drawTaxDocument, taxDocument } from './draw-tax-document.ts';
import { payslips } from './payslips.ts';
import { makePdf } from './sheet.ts';

/** Returns the bytes of each file by its name. The bytes are the same in every run. */
export async function makeDocuments(): Promise<Map<string, Uint8Array>> {
  const documents = new Map<string, Uint8Array>();
  for (const payslip of payslips) {
    documents.set(payslip.file, await makePdf(payslip.label, (sheet) => drawPayslip(sheet, payslip)));
  }
  documents.set(taxDocument.file, await makePdf(taxDocument.label, drawTaxDocument));
  documents.set(certificate.file, await makePdf(certificate.label, drawCertificate));
  documents.set(unreadable.file, await makePdf(unreadable.label, drawUnreadable));
  return documents;
}
