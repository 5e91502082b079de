import { rgb } from 'pdf-lib';
import { ink, quiet, type Sheet } from './sheet.ts';

/** George's income of one year, as his employer certifies it. */
export const taxDocument = {
  file: 'tax-document-george.pdf',
  label: 'Tax certificate of George Palomero Jr.',
  year: '2025',
  sections: [
    {
      heading: 'Part I - Employee information',
      fields: [
        ['TIN', '472-815-306-000'],
        ["Employee's name", 'George Palomero Jr.'],
        ['Registered address', '27 Kamias Road, Quezon City 1102'],
      ],
    },
    {
      heading: 'Part II - Employer information (present)',
      fields: [
        ['Employer TIN', '009-254-771-000'],
        ["Employer's name", 'Mabini Freight Services Inc.'],
        ['Business address', '18 Katipunan Avenue, Quezon City 1108'],
      ],
    },
    {
      heading: 'Part III - Compensation income and tax withheld (PHP)',
      fields: [
        ['Gross compensation income', '612,480.00'],
        ['Basic salary', '540,000.00'],
        ['Less: non-taxable compensation', '112,430.00'],
        ['Taxable compensation income', '500,050.00'],
        ['Tax due', '37,510.00'],
        ['Total amount of taxes withheld', '37,510.00'],
      ],
    },
  ] as { heading: string; fields: [string, string][] }[],
};

export function drawTaxDocument({ page, regular, bold }: Sheet): void {
  page.drawText('Certificate of Compensation Payment / Tax Withheld', {
    x: 48,
    y: 776,
    size: 16,
    font: bold,
    color: ink,
  });
  page.drawText('For compensation payment with or without tax withheld', {
    x: 48,
    y: 758,
    size: 9.5,
    font: regular,
    color: quiet,
  });
  box(
    { page, regular, bold },
    { label: 'For the year', value: taxDocument.year, left: 48, width: 160, y: 706 },
  );
  box(
    { page, regular, bold },
    { label: 'For the period', value: '01/01/2025 - 12/31/2025', left: 220, width: 327, y: 706 },
  );
  let y = 672;
  for (const section of taxDocument.sections) {
    page.drawRectangle({ x: 48, y: y - 6, width: 499, height: 20, color: rgb(0.2, 0.24, 0.3) });
    page.drawText(section.heading, { x: 56, y, size: 9.5, font: bold, color: rgb(1, 1, 1) });
    y -= 44;
    for (const [label, value] of section.fields) {
      box({ page, regular, bold }, { label, value, left: 48, width: 499, y });
      y -= 38;
    }
    y -= 8;
  }
  page.drawText('Sample document for the sandbox. The company and the amounts are made up.', {
    x: 48,
    y: 52,
    size: 8,
    font: regular,
    color: quiet,
  });
}

interface Box {
  label: string;
  value: string;
  left: number;
  width: number;
  y: number;
}

function box({ page, regular, bold }: Sheet, { label, value, left, width, y }: Box): void {
  page.drawRectangle({
    x: left,
    y: y - 6,
    width,
    height: 36,
    borderColor: rgb(0.62, 0.66, 0.71),
    borderWidth: 0.75,
  });
  page.drawText(label, { x: left + 8, y: y + 17, size: 8, font: regular, color: quiet });
  page.drawText(value, { x: left + 8, y, size: 11, font: bold, color: ink });
}
