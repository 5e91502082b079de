import { degrees, PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';
import type { Random } from './random.ts';
import { height, width } from './sheet.ts';

/** Adds a stamp, the header of a fax, both or neither, at random. */
export async function markedByHand(pdf: Uint8Array, random: Random): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const page = document.getPage(0);
  if (random.chance(0.4)) stamp(page, random, await document.embedFont(StandardFonts.HelveticaBold));
  if (random.chance(0.3)) faxHeader(page, random, await document.embedFont(StandardFonts.Courier));
  return document.save({ useObjectStreams: false });
}

function stamp(page: PDFPage, random: Random, font: PDFFont): void {
  const text = random.pick(['RECEIVED', 'CERTIFIED TRUE COPY', 'PAID', 'ORIGINAL SEEN']);
  const size = random.between(14, 22);
  const x = random.between(60, width - 260);
  const y = random.between(120, height - 140);
  const rotate = degrees(random.between(-25, 25));
  const shade = random.between(0.35, 0.6);
  const style = { color: rgb(shade, shade, shade), opacity: random.between(0.35, 0.6) };
  page.drawText(text, { x, y, size, font, rotate, ...style });
  page.drawRectangle({
    x: x - 8,
    y: y - 10,
    width: font.widthOfTextAtSize(text, size) + 16,
    height: size + 16,
    rotate,
    borderWidth: 2,
    borderColor: style.color,
    borderOpacity: style.opacity,
  });
}

function faxHeader(page: PDFPage, random: Random, font: PDFFont): void {
  const time = `${random.integer(10, 28)}-11-2026 0${random.integer(8, 9)}:${random.integer(10, 59)}`;
  const text = `${time}  FROM: NOWHERE OFFICE 000 0000   TO: SAMPLE DESK   P.01/01`;
  page.drawText(text, { x: 30, y: height - 14, size: 8.5, font });
}
