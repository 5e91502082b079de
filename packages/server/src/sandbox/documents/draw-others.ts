import { rgb } from 'pdf-lib';
import { ink, quiet, type Sheet } from './sheet.ts';

export const certificate = {
  file: 'employment-certificate-christina.pdf',
  label: 'Certificate of employment of Christina Tan',
};

const paragraphs = [
  ['To whom it may concern,'],
  [
    'This is to certify that Ms. Christina Tan has been employed with Lion Quay Analytics Pte. Ltd.',
    'as Senior Analyst since 3 May 2021, in the department of Credit Research. She holds a permanent,',
    'full-time position with a monthly salary of SGD 6,800.00.',
  ],
  ['This certificate is issued on 12 October 2026 at the request of the employee, for a loan application.'],
  ['Yours faithfully,'],
];

export function drawCertificate({ page, regular, bold }: Sheet): void {
  page.drawText('Lion Quay Analytics Pte. Ltd.', { x: 72, y: 770, size: 15, font: bold, color: ink });
  page.drawText('71 Robinson Road, #14-02, Singapore 068895', {
    x: 72,
    y: 754,
    size: 9,
    font: regular,
    color: quiet,
  });
  page.drawText('Certificate of Employment', { x: 72, y: 680, size: 20, font: bold, color: ink });
  let y = 636;
  for (const paragraph of paragraphs) {
    for (const line of paragraph) {
      page.drawText(line, { x: 72, y, size: 10.5, font: regular, color: ink });
      y -= 17;
    }
    y -= 14;
  }
  page.drawText('Human Resources, Lion Quay Analytics', {
    x: 72,
    y: y - 40,
    size: 10.5,
    font: bold,
    color: ink,
  });
  page.drawText('Sample document for the sandbox. The company and the amounts are made up.', {
    x: 72,
    y: 52,
    size: 8,
    font: regular,
    color: quiet,
  });
}

export const unreadable = { file: 'unreadable.pdf', label: 'A page that nobody can read' };

/** Smudges in place of words, so that the analysis recognises nothing. */
export function drawUnreadable({ page }: Sheet): void {
  page.drawRectangle({ x: 0, y: 0, width: 596, height: 842, color: rgb(0.93, 0.92, 0.9) });
  for (let row = 0; row < 26; row++) {
    for (let smudge = 0; smudge < 9; smudge++) {
      const seed = (row * 37 + smudge * 61) % 29;
      page.drawEllipse({
        x: 70 + smudge * 54 + seed,
        y: 760 - row * 27,
        xScale: 12 + (seed % 13),
        yScale: 3.5,
        color: rgb(0.45, 0.46, 0.5),
        opacity: 0.12 + (seed % 7) / 40,
      });
    }
  }
}
