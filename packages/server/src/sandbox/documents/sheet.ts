import { PageSizes, PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';

export interface Sheet {
  page: PDFPage;
  regular: PDFFont;
  bold: PDFFont;
}

export const ink = rgb(0.11, 0.13, 0.16);
export const quiet = rgb(0.38, 0.42, 0.47);
export const paper = rgb(1, 1, 1);

/** The same bytes in every run, because the file has neither the current time nor a random id. */
export async function makePdf(title: string, draw: (sheet: Sheet) => void): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.setTitle(title);
  pdf.setProducer('Winkwire sandbox');
  pdf.setCreator('Winkwire sandbox');
  pdf.setCreationDate(new Date(0));
  pdf.setModificationDate(new Date(0));
  const regular = await pdf.embedFont(StandardFonts.Helvetica);
  const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
  draw({ page: pdf.addPage(PageSizes.A4), regular, bold });
  return pdf.save();
}

export function rule(page: PDFPage, { left, right, y }: { left: number; right: number; y: number }): void {
  page.drawLine({
    start: { x: left, y },
    end: { x: right, y },
    thickness: 0.75,
    color: rgb(0.82, 0.84, 0.87),
  });
}
