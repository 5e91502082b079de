import { degrees, PDFDocument, StandardFonts } from 'pdf-lib';
import { makeDocument } from './make-document.ts';
import { appendObject } from './pdf-update.ts';
import type { Tampering } from './tampering.ts';

/** Documents that look forged, although their values are unchanged. */
export const lookAlikes: Tampering[] = [
  { name: 'signed after it was made', make: async (key) => signed((await makeDocument(key)).pdf) },
  {
    name: 'bold by drawing twice, a watermark, a number in another font',
    make: async (key, random) => decorated((await makeDocument(key)).pdf, random.digits(8)),
  },
  {
    name: 'made by an office program, merged by another one',
    make: async (key, random) => {
      const pdf = await PDFDocument.load((await makeDocument(key)).pdf, { updateMetadata: false });
      pdf.setCreator(random.pick(['Microsoft® Word for Microsoft 365', 'Writer', 'Crystal Reports']));
      pdf.setProducer(
        random.pick(['iLovePDF', 'LibreOffice 24.2', 'Acrobat Distiller 15.0 (Windows)', 'Skia/PDF m126']),
      );
      pdf.setModificationDate(new Date(Date.UTC(2026, 10, 20)));
      return pdf.save();
    },
  },
];

/** Appends a picture of a signature, as signing programs do. No existing object changes. */
function signed(pdf: Uint8Array): Uint8Array {
  const number = Number(/\/Size (\d+)/.exec(Buffer.from(pdf).toString('latin1'))![1]);
  const content = '0 0 m 90 20 l S';
  const object = Buffer.from(
    `${number} 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 100 30] /Length ${content.length} >>\nstream\n${content}\nendstream\nendobj\n`,
  );
  return appendObject(pdf, { number, object });
}

async function decorated(bytes: Uint8Array, digits: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const page = pdf.getPage(0);
  const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
  const typewriter = await pdf.embedFont(StandardFonts.Courier);
  for (const x of [60, 60.3])
    page.drawText('INTERNAL COPY', { x, y: 46, size: 11, font: bold, opacity: 0.9 });
  page.drawText('COPY', { x: 160, y: 380, size: 120, font: bold, rotate: degrees(40), opacity: 0.08 });
  page.drawText('SAMPLE', { x: 150, y: 560, size: 64, font: bold, opacity: 0.1 });
  page.drawText(`Document no. ${digits}`, { x: 380, y: 30, size: 8, font: typewriter });
  return pdf.save({ useObjectStreams: false });
}
