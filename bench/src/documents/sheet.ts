import { PageSizes, PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';
import type { Random } from './random.ts';

export const width = PageSizes.A4[0];
export const height = PageSizes.A4[1];

const families = {
  Helvetica: [StandardFonts.Helvetica, StandardFonts.HelveticaBold],
  Times: [StandardFonts.TimesRoman, StandardFonts.TimesRomanBold],
  Courier: [StandardFonts.Courier, StandardFonts.CourierBold],
} as const;
export type Family = keyof typeof families;

/** How a marked text is changed. `covered` paints the old text white and prints the new one over it. */
export interface Alteration {
  mark: string;
  text: (original: string) => string;
  how: 'printed' | 'other font' | 'covered';
}

interface Style {
  x: number;
  /** The baseline, in points from the upper edge. */
  y: number;
  size?: number;
  bold?: boolean;
  align?: 'left' | 'right' | 'centre';
  /** From 0 (black) to 1 (white). */
  grey?: number;
  /** A name for this text, such as the name of its field. Only a text with a mark can be altered. */
  mark?: string;
}

/** The place of a marked text, in points from the upper left corner. */
export interface Placed {
  mark: string;
  text: string;
  left: number;
  right: number;
  baseline: number;
  size: number;
}

/** One A4 page for drawing. y grows downwards. */
export class Sheet {
  readonly pdf: PDFDocument;
  readonly page: PDFPage;
  readonly placed: Placed[] = [];
  readonly alteration: Alteration | undefined;
  readonly #fonts: { regular: PDFFont; bold: PDFFont; other: PDFFont };

  private constructor(
    pdf: PDFDocument,
    fonts: { regular: PDFFont; bold: PDFFont; other: PDFFont },
    alteration?: Alteration,
  ) {
    this.pdf = pdf;
    this.page = pdf.addPage(PageSizes.A4);
    this.#fonts = fonts;
    this.alteration = alteration;
  }

  static async create(family: Family, alteration?: Alteration): Promise<Sheet> {
    const pdf = await PDFDocument.create({ updateMetadata: false });
    const [regular, bold] = families[family];
    const other = family === 'Times' ? StandardFonts.Helvetica : StandardFonts.TimesRoman;
    const fonts = {
      regular: await pdf.embedFont(regular),
      bold: await pdf.embedFont(bold),
      other: await pdf.embedFont(other),
    };
    return new Sheet(pdf, fonts, alteration);
  }

  text(text: string, style: Style): void {
    const { alteration } = this;
    if (!alteration || style.mark !== alteration.mark) {
      this.#draw(text, style, style.bold ? this.#fonts.bold : this.#fonts.regular);
      return;
    }
    const changed = alteration.text(text);
    const own = style.bold ? this.#fonts.bold : this.#fonts.regular;
    if (alteration.how === 'covered') this.#cover(text, style, own);
    this.#draw(changed, style, alteration.how === 'other font' ? this.#fonts.other : own);
  }

  widthOf(text: string, { size = 9.5, bold = false }: { size?: number; bold?: boolean } = {}): number {
    return (bold ? this.#fonts.bold : this.#fonts.regular).widthOfTextAtSize(text, size);
  }

  rule({ left, right, y, grey = 0.6 }: { left: number; right: number; y: number; grey?: number }): void {
    const at = height - y;
    this.page.drawLine({
      start: { x: left, y: at },
      end: { x: right, y: at },
      thickness: 0.7,
      color: rgb(grey, grey, grey),
    });
  }

  box(area: { x: number; y: number; width: number; height: number; fill?: number; border?: number }): void {
    const { fill, border } = area;
    this.page.drawRectangle({
      x: area.x,
      y: height - area.y - area.height,
      width: area.width,
      height: area.height,
      ...(fill === undefined ? {} : { color: rgb(fill, fill, fill) }),
      ...(border === undefined ? {} : { borderColor: rgb(border, border, border), borderWidth: 0.7 }),
    });
  }

  #cover(text: string, style: Style, font: PDFFont): void {
    const { left, right, size } = this.#draw(text, style, font);
    this.box({ x: left - 2, y: style.y - size, width: right - left + 4, height: size * 1.3, fill: 1 });
  }

  #draw(text: string, style: Style, font: PDFFont): { left: number; right: number; size: number } {
    const { x, y, size = 9.5, align = 'left', grey = 0.1, mark } = style;
    const wide = font.widthOfTextAtSize(text, size);
    const left = align === 'left' ? x : align === 'right' ? x - wide : x - wide / 2;
    this.page.drawText(text, { x: left, y: height - y, size, font, color: rgb(grey, grey, grey) });
    if (mark) this.placed.push({ mark, text, left, right: left + wide, baseline: y, size });
    return { left, right: left + wide, size };
  }
}

export const familyOf = (random: Random): Family =>
  random.pick(['Helvetica', 'Helvetica', 'Helvetica', 'Times', 'Courier']);
